import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouteComponent,
} from '@tanstack/react-router';
import { Layout } from './components/layout.js';

const root = createRootRoute({ component: Layout });
const route = <Path extends string>(path: Path, component: RouteComponent) =>
  createRoute({ getParentRoute: () => root, path, component });

/** Every page loads its own code when somebody goes there. */
export const router = createRouter({
  routeTree: root.addChildren([
    route(
      '/',
      lazyRouteComponent(() => import('./pages/patients.js'), 'PatientsPage'),
    ),
    route(
      '/patients/$id',
      lazyRouteComponent(() => import('./pages/patient.js'), 'PatientPage'),
    ),
    route(
      '/patients/$id/trials/$trial',
      lazyRouteComponent(() => import('./pages/match.js'), 'MatchPage'),
    ),
    route(
      '/worklist',
      lazyRouteComponent(() => import('./pages/worklist.js'), 'WorklistPage'),
    ),
    route(
      '/alerts',
      lazyRouteComponent(() => import('./pages/alerts.js'), 'AlertsPage'),
    ),
    route(
      '/me',
      lazyRouteComponent(() => import('./pages/me/me-page.js'), 'MePage'),
    ),
    route(
      '/trials',
      lazyRouteComponent(() => import('./pages/trials.js'), 'TrialsPage'),
    ),
    route(
      '/trials/$id',
      lazyRouteComponent(() => import('./pages/trial.js'), 'TrialPage'),
    ),
  ]),
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
