import { type MigrationInterface, type QueryRunner, TableColumn, TableIndex } from 'typeorm';

/** Tables of what belongs to an organisation. */
const OWNED = ['patient', 'match_review'];

const patientSource = (columnNames: string[]) =>
  new TableIndex({ name: 'patient_source', columnNames, isUnique: true });

/** Patients and the work on them belong to a tenant; what is there already belongs to whoever works on this machine. */
export class Tenants1764000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('patient', 'patient_source');
    for (const table of OWNED) {
      await runner.addColumn(table, new TableColumn({ name: 'tenant', type: 'text', default: "'local'" }));
      await runner.changeColumn(table, 'tenant', new TableColumn({ name: 'tenant', type: 'text' }));
    }
    await runner.createIndex('patient', patientSource(['tenant', 'source', 'sourceId']));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropIndex('patient', 'patient_source');
    for (const table of OWNED) await runner.dropColumn(table, 'tenant');
    await runner.createIndex('patient', patientSource(['source', 'sourceId']));
  }
}
