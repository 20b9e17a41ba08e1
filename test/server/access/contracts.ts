import { defaultMetadataStorage } from 'class-transformer/cjs/storage'
import { getMetadataStorage } from 'class-validator'

export type Contract = new () => object

/** A field of a contract: where it stands in a body ("decisions.0.purpose"), and which bounds of text it has, if any. */
export interface Field {
  path: string
  words: { min: number; max: number } | null
  /** The names of all that is checked of it. */
  rules: readonly string[]
}

/** All fields of a contract, those of the contracts within it included. */
export function fieldsOf(contract: Contract, prefix = ''): Field[] {
  const metadata = getMetadataStorage().getTargetValidationMetadatas(contract, '', false, false)
  return [...new Set(metadata.map(({ propertyName }) => propertyName))].flatMap((name) => {
    const own = metadata.filter(({ propertyName }) => propertyName === name)
    const bounds = own.find((one) => one.name === 'words')?.constraints as [number, number] | undefined
    const within = nestedIn(contract, name)
    const isEach = own.some(({ each, type }) => each && type === 'nestedValidation')
    return [
      {
        path: `${prefix}${name}`,
        words: bounds ? { min: bounds[0], max: bounds[1] } : null,
        rules: own.map((one) => one.name ?? one.type),
      },
      ...(within ? fieldsOf(within, `${prefix}${name}.${isEach ? '0.' : ''}`) : []),
    ]
  })
}

function nestedIn(contract: Contract, property: string): Contract | null {
  const type = defaultMetadataStorage.findTypeMetadata(contract, property)?.typeFunction() as Contract | undefined
  return type && getMetadataStorage().getTargetValidationMetadatas(type, '', false, false).length > 0 ? type : null
}
