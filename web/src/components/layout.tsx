import {
  ActionIcon,
  AppShell,
  Anchor,
  Container,
  Group,
  SegmentedControl,
  Text,
  useMantineColorScheme,
} from '@mantine/core';
import { Link, Outlet } from '@tanstack/react-router';
import { useContext, useEffect } from 'react';
import { LanguageContext, type Language, useMessages } from '../i18n/use-messages.js';

/** Header, content and footer of every page. */
export function Layout() {
  const t = useMessages();
  const { language, choose } = useContext(LanguageContext);
  const { colorScheme, toggleColorScheme } = useMantineColorScheme();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <AppShell header={{ height: { base: 96, sm: 56 } }} padding="md">
      <a href="#content" className="skip-link">
        {t.skip}
      </a>
      <AppShell.Header>
        <Container size="xl" h="100%" px={{ base: 'xs', sm: 'md' }}>
          <Group h="100%" gap="xs" justify="space-between" className="site-header">
            <Group component="nav" aria-label={t.appName} className="site-nav">
              <Text fw={800} size="lg" visibleFrom="sm">
                {t.appName}
              </Text>
              <Anchor component={Link} to="/">
                {t.patients}
              </Anchor>
              <Anchor component={Link} to="/trials">
                {t.trials}
              </Anchor>
              <Anchor component={Link} to="/worklist">
                {t.worklist}
              </Anchor>
              <Anchor component={Link} to="/alerts">
                {t.alerts}
              </Anchor>
              <Anchor component={Link} to="/me">
                {t.forPatients}
              </Anchor>
            </Group>
            <Group gap="xs" wrap="nowrap">
              <SegmentedControl
                size="xs"
                aria-label={t.language}
                value={language}
                onChange={(value) => choose(value as Language)}
                data={['en', 'de']}
              />
              <ActionIcon variant="default" size="lg" aria-label={t.colours} onClick={() => toggleColorScheme()}>
                <span aria-hidden="true">{colorScheme === 'dark' ? '☀' : '☾'}</span>
              </ActionIcon>
            </Group>
          </Group>
        </Container>
      </AppShell.Header>
      <AppShell.Main id="content" tabIndex={-1}>
        <Container size="xl">
          <Outlet />
          <Text component="p" size="sm" mt="xl">
            {t.disclaimer}
          </Text>
        </Container>
      </AppShell.Main>
    </AppShell>
  );
}
