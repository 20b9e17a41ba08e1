import type { RequestCategory } from './referral-request'

/** A short question that a category asks: one of a few choices, or a few words. */
export interface RequestQuestion {
  label: string
  /** What may be chosen, by its key; null where a few words are written. */
  choices: Readonly<Record<string, string>> | null
  placeholder?: string
}

/** The longest answer in words. */
export const ANSWER_LENGTH = 60

const TIME = { workday: '工作日', weekend: '周末', any: '都可以' }
const WAY = { meet: '见面聊', phone: '电话', online: '线上' }
const AREA = (placeholder: string): RequestQuestion => ({ label: '希望在哪一带', choices: null, placeholder })

/**
 * What each category asks beyond the client's own words, so that whoever answers need not ask back. Nothing is compulsory, and nothing is asked that
 * would be sensitive: no diagnoses, no amounts, no names (domain rules, sections 8 and 9).
 */
export const REQUEST_QUESTIONS = {
  adviser: {
    topic: {
      label: '想聊哪方面',
      choices: { family: '家庭财务', education: '子女教育', pension: '养老规划', policies: '整理保单', other: '其他' },
    },
    way: { label: '方便的方式', choices: WAY },
  },
  lawyer: {
    field: {
      label: '大致属于哪类',
      choices: {
        family: '婚姻家事',
        inheritance: '继承',
        house: '房产',
        labour: '劳动',
        contract: '合同',
        other: '其他',
      },
    },
    stage: { label: '到了哪一步', choices: { learning: '先了解', preparing: '准备办理', ongoing: '已在办理' } },
    area: AREA('例如：江城市区'),
  },
  doctor: {
    service: {
      label: '需要哪类服务',
      choices: { visit: '门诊', checkup: '体检与健康管理', recovery: '康复护理', unsure: '还不确定' },
    },
    time: { label: '什么时候方便', choices: TIME },
    area: AREA('例如：云台区'),
  },
  school: {
    stage: {
      label: '哪个阶段',
      choices: { nursery: '托育与幼儿园', primary: '小学', middle: '初中', high: '高中及以上', hobby: '兴趣与辅导' },
    },
    concern: { label: '最看重什么', choices: { near: '离家近', teaching: '教学', care: '照看时间', cost: '费用' } },
    area: AREA('例如：学校附近两站路内'),
  },
  tax: {
    topic: {
      label: '哪方面的事',
      choices: { income: '个人所得税', house: '房产交易', business: '经营与开票', other: '其他' },
    },
    way: { label: '方便的方式', choices: WAY },
  },
  elder_care: {
    kind: {
      label: '哪种照护',
      choices: { home: '居家照护', day: '日间照料', residence: '养老机构', adapting: '适老改造与辅具' },
    },
    time: { label: '什么时候需要', choices: { now: '马上', month: '一两个月内', planning: '先了解' } },
    area: AREA('例如：离子女家近'),
  },
  home: {
    kind: {
      label: '哪类事情',
      choices: { repair: '维修', renovation: '装修', cleaning: '家政', moving: '搬家', trading: '买卖租赁' },
    },
    time: { label: '什么时候方便', choices: TIME },
    area: AREA('例如：小区名称或路口'),
  },
  other: {
    who: { label: '想找什么样的人', choices: null, placeholder: '例如：会修老照片的师傅' },
    area: AREA('例如：江城市区'),
  },
} as const satisfies Record<RequestCategory, Record<string, RequestQuestion>>

/** The questions of a category, in the order in which they are asked. */
export const questionsOf = (category: RequestCategory): [string, RequestQuestion][] =>
  Object.entries<RequestQuestion>(REQUEST_QUESTIONS[category])

/** The answer as people read it: the words of the choice, or what was written. */
export function answerWords(category: RequestCategory, question: string, value: string): string {
  const asked = new Map(questionsOf(category)).get(question)
  return asked?.choices?.[value] ?? value
}
