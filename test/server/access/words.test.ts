import 'reflect-metadata'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { NO_CONTACT, NO_REWARD } from '@quanke/shared/contracts/validators'
import { fieldsOf, type Contract, type Field } from './contracts'

const FOLDER = join(__dirname, '../../../shared/src/contracts')

/** Where a phone number may be written, and why. */
const NUMBERS_ALLOWED: Record<string, string> = {
  'SearchQuery.q': 'an agent looks for a client by the number; it is hashed, and kept nowhere',
  'AgreeToIntroduction.contact': 'a rule refuses it there, and says how to give one’s own number',
}

/** Where a benefit may be spoken of, and why. */
const BENEFITS_ALLOWED: Record<string, string> = {
  'SearchQuery.q': 'nobody reads it',
  'MoveReferral.reason': 'the agent’s own note',
  'AssignOwner.reason': 'between leaders and agents',
  'StateCase.words': 'between agents and leaders',
  'GiveEvidence.words': 'between agents and leaders',
  'DecideCase.reason': 'between agents and leaders',
  'CaseReason.reason': 'between agents and leaders',
  'MergeClients.reason': 'between agents and leaders',
  'UndoMerge.reason': 'between agents and leaders',
  'FileComplaint.words': 'a complaint may well be about a benefit that was promised; those who handle it read it',
  'JudgeAnswer.words': 'as in the complaint itself',
  'BlockInput.text': 'the whole article is looked at when it is drafted',
  'BlockInput.items': 'the whole article is looked at when it is drafted',
  'DraftContent.title': 'the whole article is looked at when it is drafted',
  'DraftContent.summary': 'the whole article is looked at when it is drafted',
}

/** Strings that are no text: codes and what machines wrote. */
const NO_TEXT: Record<string, string> = {
  'MatchPhone.phone': 'the number itself, for the blind match; nothing of it is kept',
  'StateCase.phone': 'the number itself, as for the blind match; nothing of it is kept',
  'SignIn.code': 'of WeChat',
  'VerifyPhone.code': 'of WeChat',
  'OpenData.encryptedData': 'of WeChat',
  'OpenData.iv': 'of WeChat',
  'ConsentDecision.textVersion': 'compared with the versions in force',
  'ChooseAgent.agentCode': 'compared with the codes of agents',
  'Introduce.agentCode': 'compared with the codes of agents',
  'QuestionAnswer.question': 'compared with the questions of the category',
}

/** Places in a list; whoever writes something else finds nothing. */
const isPlace = (name: string): boolean => /\.(cursor|row)$/u.test(name)

const isContract = (value: unknown): value is Contract =>
  typeof value === 'function' && /^class /u.test(Function.prototype.toString.call(value))

let contracts: Contract[]
let fields: (Field & { name: string })[]
let texts: typeof fields
beforeAll(async () => {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.ts') && file !== 'validators.ts')
  const modules = await Promise.all(
    files.map((file) => import(`@quanke/shared/contracts/${file.replace('.ts', '')}`) as Promise<object>),
  )
  contracts = modules.flatMap((module) => Object.values(module)).filter(isContract)
  fields = contracts.flatMap((contract) =>
    fieldsOf(contract)
      // Nested contracts are contracts of their own and looked at as such.
      .filter(({ path }) => !path.includes('.'))
      .map((field) => ({ ...field, name: `${ownerOf(contract, field.path)}.${field.path}` })),
  )
  texts = fields.filter(({ words }) => words !== null)
})

/** What a contract has from another one is that one's. */
function ownerOf(contract: Contract, path: string): string {
  const parent = Object.getPrototypeOf(contract) as Contract
  const isInherited = parent.name !== '' && fieldsOf(parent).some((field) => field.path === path)
  return isInherited ? ownerOf(parent, path) : contract.name
}

const namesOf = (found: readonly { name: string }[]): string[] => [...new Set(found.map(({ name }) => name))].sort()

describe('free text in what the API takes', () => {
  it('is found in the contracts', () => {
    expect(contracts.length).toBeGreaterThan(25)
    expect(namesOf(texts)).toEqual(expect.arrayContaining(['GiveReferral.words', 'EditProfile.alias']))
  })

  it('refuses phone numbers and ids in messengers, but where one is meant to stand', () => {
    const open = texts.filter(({ rules }) => !rules.includes(NO_CONTACT))
    expect(namesOf(open)).toEqual(Object.keys(NUMBERS_ALLOWED).sort())
  })

  it('refuses promises of a reward, but where nobody else reads it or another guard does', () => {
    const open = texts.filter(({ rules }) => !rules.includes(NO_REWARD))
    expect(namesOf(open)).toEqual(Object.keys(BENEFITS_ALLOWED).sort())
  })

  it('is marked as such: a string that is not has a form of its own, or is no text', () => {
    const FORMS = ['isIn', 'matches', 'isUuid', 'isIso8601', 'isDateString', 'words']
    const loose = fields.filter(
      ({ name, rules }) =>
        ['isString', 'isLength', 'maxLength', 'minLength'].some((rule) => rules.includes(rule)) &&
        !FORMS.some((rule) => rules.includes(rule)) &&
        !isPlace(name),
    )
    expect(namesOf(loose)).toEqual(Object.keys(NO_TEXT).sort())
  })
})
