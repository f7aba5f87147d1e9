import type { RequestHandler } from 'express';
import { interfaceOf } from './interface-paths.js';

/** No answer of an interface is kept by a browser or a proxy: it may hold a patient's data, also where it is an error. */
export const noStore: RequestHandler = (request, response, next) => {
  if (interfaceOf(request.path)) response.set('cache-control', 'no-store');
  next();
};
