import { ColumnTypeEnum, type SqlResultSet } from '@prisma/driver-adapter-utils';
import pg from 'pg';

const CHAR_TYPE = 18;
const TEXT_TYPE = 25;
const marker = ' as character';

/**
 * Postgres's catalog has columns of the internal type "char". Prisma's adapter rejects that type
 * and its engine requires it, so an existing schema could not be read. This client passes such
 * columns through the adapter as text, with a marked name, and restoreCharacterColumns restores
 * name and type.
 */
export class CatalogClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    this.connection.prependListener('rowDescription', ({ fields }: { fields: pg.FieldDef[] }) => {
      for (const field of fields) {
        if (field.dataTypeID !== CHAR_TYPE) continue;
        field.dataTypeID = TEXT_TYPE;
        field.name += marker;
      }
    });
  }
}

export function restoreCharacterColumns(result: SqlResultSet): SqlResultSet {
  const marked = result.columnNames.map((name) => name.endsWith(marker));
  return {
    ...result,
    columnNames: result.columnNames.map((name, index) =>
      marked[index] ? name.slice(0, -marker.length) : name,
    ),
    columnTypes: result.columnTypes.map((type, index) =>
      marked[index] ? ColumnTypeEnum.Character : type,
    ),
  };
}
