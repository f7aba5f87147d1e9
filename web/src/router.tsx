import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouteComponent,
} from '@tanstack/react-router';
import { Layout } from './components/layout.js';
import { PatientPage } from './pages/patient.js';
import { PatientsPage } from './pages/patients.js';
import { TrialPage } from './pages/trial.js';
import { TrialsPage } from './pages/trials.js';

const root = createRootRoute({ component: Layout });
const route = <Path extends string>(path: Path, component: RouteComponent) =>
  createRoute({ getParentRoute: () => root, path, component });

export const router = createRouter({
  routeTree: root.addChildren([
    route('/', PatientsPage),
    route('/patients/$id', PatientPage),
    route(
      '/me',
      lazyRouteComponent(() => import('./pages/me/me-page.js'), 'MePage'),
    ),
    route('/trials', TrialsPage),
    route('/trials/$id', TrialPage),
  ]),
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
