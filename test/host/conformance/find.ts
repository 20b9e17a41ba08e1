import type { AutomatorElement, AutomatorPage } from '../src/driver'

/** The first match, which has to be there. */
export async function find(
  where: Pick<AutomatorPage | AutomatorElement, '$'>,
  selector: string,
): Promise<AutomatorElement> {
  const found = await where.$(selector)
  if (!found) throw new Error(`nothing matches ${selector}`)
  return found
}
