import 'reflect-metadata';
import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ACCESS, type AccessRule } from './access-rule.js';
import { type MatrixEntry, MissingRuleError } from './access-matrix.js';

/**
 * The rule of every route of the controllers, e.g. `POST /fhir/ResearchStudy/$match`.
 * @throws MissingRuleError naming each route that has none.
 */
export function routeMatrix(controllers: readonly Type[]): MatrixEntry[] {
  const entries: MatrixEntry[] = [];
  const missing: string[] = [];
  for (const controller of controllers) {
    const base = Reflect.getMetadata(PATH_METADATA, controller) as string;
    const prototype = controller.prototype as Record<string, object>;
    for (const name of Object.getOwnPropertyNames(prototype)) {
      const handler = prototype[name];
      const method = handler && (Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined);
      if (handler === undefined || method === undefined) continue;
      const path = Reflect.getMetadata(PATH_METADATA, handler) as string;
      const route = `${RequestMethod[method]} /${[base, path.replace(/^\//, '')].filter(Boolean).join('/')}`;
      const rule = (Reflect.getMetadata(ACCESS, handler) ?? Reflect.getMetadata(ACCESS, controller)) as
        AccessRule | undefined;
      if (rule) entries.push({ field: route.replaceAll('\\', ''), rule });
      else missing.push(route);
    }
  }
  if (missing.length > 0)
    throw new MissingRuleError(`no access rule (@Access of src/api/auth) for ${missing.join(', ')}`);
  return entries;
}
