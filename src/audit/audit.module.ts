import { Global, Module } from '@nestjs/common';
import { AuditEventEntity } from './audit-event.entity.js';
import { AuditHeadEntity } from './audit-head.entity.js';
import { AuditService } from './audit.service.js';

/** Tables of the audit log, for the one data source. */
export const auditEntities = [AuditEventEntity, AuditHeadEntity];

@Global()
@Module({ providers: [AuditService], exports: [AuditService] })
export class AuditModule {}
