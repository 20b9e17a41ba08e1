import { StreamableFile } from '@nestjs/common'
import { stringify } from 'csv-stringify/sync'

/** A table as a file. */
export interface CsvFile {
  /** Without its ending. */
  name: string
  header: readonly string[]
  rows: readonly (readonly (string | number)[])[]
}

/**
 * The file as Excel opens it with a double click: with a mark that says UTF-8, lines ended as there. A cell that a spreadsheet would take for a formula
 * is text: names are written by people.
 */
export function csvOf({ header, rows }: Omit<CsvFile, 'name'>): Buffer {
  return Buffer.from(stringify([header, ...rows], { bom: true, escape_formulas: true, record_delimiter: 'windows' }))
}

export function csvAnswer({ name, ...table }: CsvFile): StreamableFile {
  const content = csvOf(table)
  return new StreamableFile(content, {
    type: 'text/csv; charset=utf-8',
    disposition: `attachment; filename="table.csv"; filename*=UTF-8''${encodeURIComponent(`${name}.csv`)}`,
    length: content.length,
  })
}
