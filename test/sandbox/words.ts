/** A word that WeChat's content check would object to. */
export interface RiskyWord {
  word: string
  suggest: 'risky' | 'review'
  label: number
}

const WORDS: Record<number, { risky: string[]; review: string[] }> = {
  10001: { risky: ['加微信返利', '刷单兼职', '点击领红包'], review: ['限时抢购', '全网最低价'] },
  20002: { risky: ['色情', '裸聊'], review: ['约会交友'] },
  20003: { risky: ['傻逼', '去死吧'], review: ['滚开'] },
  20006: { risky: ['赌博', '博彩', '代开发票', '毒品'], review: ['贷款中介'] },
  20008: { risky: ['稳赚不赔', '保本保息', '内幕消息', '退保理财'], review: ['高额回报', '代理退保'] },
  20012: { risky: [], review: ['低俗'] },
}

const LIST: RiskyWord[] = Object.entries(WORDS).flatMap(([label, { risky, review }]) => [
  ...risky.map((word) => ({ word, suggest: 'risky' as const, label: Number(label) })),
  ...review.map((word) => ({ word, suggest: 'review' as const, label: Number(label) })),
])

/** Objectionable words in a text, the worst first. Spaces and invisible characters between letters hide nothing. */
export function wordsIn(text: string): RiskyWord[] {
  const plain = text.normalize('NFKC').replace(/[\s\p{Cf}]/gu, '')
  return LIST.filter(({ word }) => plain.includes(word)).sort((a, b) => b.suggest.localeCompare(a.suggest))
}
