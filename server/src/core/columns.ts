import type { ColumnOptions } from 'typeorm'

/** Ids, hashes and codes: compared byte by byte. */
const ASCII = { charset: 'ascii', collation: 'ascii_bin' } as const

export const id = { type: 'bigint', unsigned: true } as const
export const reference: ColumnOptions = { type: 'bigint', unsigned: true }
export const maybeReference: ColumnOptions = { type: 'bigint', unsigned: true, nullable: true }
export const instant: ColumnOptions = { type: 'datetime', precision: 3 }
export const maybeInstant: ColumnOptions = { type: 'datetime', precision: 3, nullable: true }
export const word = (length: number): ColumnOptions => ({ type: 'varchar', length, ...ASCII })
export const maybeWord = (length: number): ColumnOptions => ({ ...word(length), nullable: true })
export const text = (length: number): ColumnOptions => ({ type: 'varchar', length })
export const maybeText = (length: number): ColumnOptions => ({ type: 'varchar', length, nullable: true })
export const bytes = (length: number): ColumnOptions => ({ type: 'varbinary', length })
export const maybeBytes = (length: number): ColumnOptions => ({ type: 'varbinary', length, nullable: true })
export const hash: ColumnOptions = { type: 'binary', length: 32 }
export const maybeHash: ColumnOptions = { type: 'binary', length: 32, nullable: true }
export const yesNo: ColumnOptions = { type: 'boolean', default: false }
