/** Part of a WHERE, with the values of its question marks. */
export interface Condition {
  where: string
  values: unknown[]
}
