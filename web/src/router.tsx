import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouteComponent,
} from '@tanstack/react-router';
import { matchesQuery, OPEN_MATCHES, patientQuery } from './api/patient-queries.js';
import { queries } from './api/queries.js';
import { Layout } from './components/layout.js';

const root = createRootRoute({ component: Layout });
const route = <Path extends string>(path: Path, component: RouteComponent) =>
  createRoute({ getParentRoute: () => root, path, component });

/** Asks for the patient and the matches while the code of the page is on its way. */
const patient = createRoute({
  getParentRoute: () => root,
  path: '/patients/$id',
  component: lazyRouteComponent(() => import('./pages/patient.js'), 'PatientPage'),
  loader: ({ params: { id } }) => {
    void queries.prefetchQuery(patientQuery(id));
    void queries.prefetchInfiniteQuery(matchesQuery(id, OPEN_MATCHES));
  },
});

/** Every page loads its own code when somebody goes there. */
export const router = createRouter({
  routeTree: root.addChildren([
    route(
      '/',
      lazyRouteComponent(() => import('./pages/patients.js'), 'PatientsPage'),
    ),
    patient,
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
