import type { RequestCategory } from '@quanke/shared/domain/referral-request'

/** A professional or institution that agents may introduce. All of them are invented. */
export interface DemoProvider {
  key: string
  kind: RequestCategory
  name: string
  place: string
  hours: string
  /** Qualification as it is shown; numbers have the form of real ones and no holder. */
  licence: string
  vouchedByAgentKey: string
  /** Calendar date until which the qualification was checked, `YYYY-MM-DD`. */
  validUntil: string
  contact: string
}

export const PROVIDERS: readonly DemoProvider[] = [
  {
    key: 'lawyer-shen',
    kind: 'lawyer',
    name: '沈清源律师 · 江城明衡律师事务所',
    place: '滨江区沿江大道 268 号明衡大厦 11 层',
    hours: '周一至周五 9:00–17:30，周六上午预约',
    licence: '律师执业证 00000201500000123，婚姻家事与继承',
    vouchedByAgentKey: 'gao-jianguo',
    validUntil: '2027-05-31',
    contact: '6555 0121（前台转沈律师）',
  },
  {
    key: 'doctor-lu',
    kind: 'doctor',
    name: '陆安平医生 · 江城仁和全科门诊部',
    place: '云台区学府路 39 号',
    hours: '周二、周四全天，周六上午',
    licence: '医师执业证书 000000000004521，全科医学主治医师',
    vouchedByAgentKey: 'su-wanqing',
    validUntil: '2027-09-30',
    contact: '6555 0136（导医台预约）',
  },
  {
    key: 'sleep-clinic',
    kind: 'doctor',
    name: '江城安宁睡眠门诊',
    place: '青湖区湖滨北路 12 号 3 楼',
    hours: '周一至周六 8:30–17:00，夜间监测需预约',
    licence: '医疗机构执业许可证 PDY00000042010217A1',
    vouchedByAgentKey: 'xu-wenjing',
    validUntil: '2027-03-15',
    contact: '6555 0148',
  },
  {
    key: 'school-adviser-qin',
    kind: 'school',
    name: '秦老师 · 启明升学规划工作室',
    place: '古渡区书院街 7 号 2 楼',
    hours: '周三至周日 10:00–19:00',
    licence: '高级中学教师资格证 00004200000000318，从教十六年',
    vouchedByAgentKey: 'ma-xiaotang',
    validUntil: '2027-08-31',
    contact: '6555 0159',
  },
  {
    key: 'tax-accountant-wei',
    kind: 'tax',
    name: '魏敏税务师 · 江城信诚税务师事务所',
    place: '滨江区解放路 101 号 6 层',
    hours: '周一至周五 9:00–18:00，三月至六月周六照常',
    licence: '税务师职业资格证书 00000000201604207',
    vouchedByAgentKey: 'zheng-haitao',
    validUntil: '2027-12-31',
    contact: '6555 0164',
  },
  {
    key: 'home-care',
    kind: 'elder_care',
    name: '暖邻居家照护服务中心',
    place: '松园区梧桐里社区服务站一楼',
    hours: '每天 7:30–20:00，上门评估需提前两天约',
    licence: '养老服务机构备案 江松养备 0000-017',
    vouchedByAgentKey: 'tang-ruoshui',
    validUntil: '2027-06-30',
    contact: '6555 0172（护理主管崔姐）',
  },
  {
    key: 'home-renovation',
    kind: 'home',
    name: '稳当适老化改造工作室',
    place: '临港新区建材路 88 号 B 座 5 号',
    hours: '周一至周六 9:00–18:00',
    licence: '营业执照 00000000MA0000QK3X，建筑装修装饰专业承包',
    vouchedByAgentKey: 'han-liqun',
    validUntil: '2027-02-28',
    contact: '6555 0183',
  },
  {
    key: 'counsellor-meng',
    kind: 'other',
    name: '孟和心理咨询师 · 江城向晴心理工作室',
    place: '青湖区桂子巷 21 号',
    hours: '周一至周日 10:00–20:00，均需预约',
    licence: '二级心理咨询师 0000000000300526，个案督导满两百小时',
    vouchedByAgentKey: 'wu-jiayi',
    validUntil: '2027-10-31',
    contact: '6555 0195',
  },
]
