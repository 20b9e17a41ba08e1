import { REQUEST_CATEGORIES, type IntroductionKind, type RequestCategory } from './referral-request'

/** The title of a card in a chat: what for, and nothing of the client. */
export const cardTitle = (category: RequestCategory): string => `想请您认识一位朋友：${REQUEST_CATEGORIES[category]}`

/** What passes to whom when somebody is introduced, shown before any decision (domain rules, section 8). */
export function willPass(kind: IntroductionKind): string[] {
  const sentences = [
    '您同意之后，只有对方也同意，您填写的联系方式才会给到对方',
    '对方若已授权，您也会看到对方的称呼和手机号；否则由对方联系您',
    '引荐人看不到您的联系方式',
  ]
  return kind === 'person'
    ? [...sentences, '您可以婉拒：我们不保留您的任何信息，只记一次未接受', '同意之后也可以随时收回，联系方式会立即删除']
    : [...sentences, '同意之后也可以随时收回，联系方式会立即删除']
}
