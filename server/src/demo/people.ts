import type { StaffRole } from '@quanke/shared/domain/organization'

/** The people and places of the demo organisation. All of them are invented; licence numbers have the form of real ones and no holder. */

export interface DemoTeam {
  key: string
  name: string
  /** null for the root of the tree. */
  parentKey: string | null
}

export interface DemoAgent {
  key: string
  name: string
  teamKey: string
  /** The team this agent leads, with everything below it, or null. */
  leadsTeamKey: string | null
  /** 执业证编号, 26 digits. */
  licenceNumber: string
  title: string
  intro: string
  /** Calendar date, `YYYY-MM-DD`. */
  joinedOn: string
}

export interface DemoStaff {
  key: string
  name: string
  role: StaffRole
  title: string
}

export type DemoRole = 'client' | 'visitor' | 'agent' | 'leader' | 'staff'

/** Somebody the demo page lets a visitor be. Agents, leaders and staff have the key of their agent or staff entry. */
export interface DemoPerson {
  key: string
  name: string
  role: DemoRole
  note: string
}

export const ORGANIZATION = {
  name: '安和人寿保险股份有限公司',
  branch: '江城分公司',
  shortName: '安和人寿 江城',
  city: '江城',
} as const

export const TEAMS: readonly DemoTeam[] = [
  { key: 'branch', name: '江城分公司', parentKey: null },
  { key: 'east', name: '江东营业区', parentKey: 'branch' },
  { key: 'south', name: '江南营业区', parentKey: 'branch' },
  { key: 'chenxi', name: '晨曦营业部', parentKey: 'east' },
  { key: 'xinghe', name: '星河营业部', parentKey: 'east' },
  { key: 'qinghe', name: '青禾营业部', parentKey: 'south' },
  { key: 'yuanshan', name: '远山营业部', parentKey: 'south' },
]

export const AGENTS: readonly DemoAgent[] = [
  {
    key: 'fang-mingde',
    name: '方明德',
    teamKey: 'branch',
    leadsTeamKey: 'branch',
    licenceNumber: '00000999000000802012000101',
    title: '分公司销售总监',
    intro: '入行二十余年，负责江城分公司的服务标准与团队培养。',
    joinedOn: '2012-03-12',
  },
  {
    key: 'gao-jianguo',
    name: '高建国',
    teamKey: 'east',
    leadsTeamKey: 'east',
    licenceNumber: '00000999000000802013000207',
    title: '江东营业区总监',
    intro: '相信服务做在前面，客户才愿意把家人托付给您。',
    joinedOn: '2013-06-03',
  },
  {
    key: 'su-wanqing',
    name: '苏婉清',
    teamKey: 'south',
    leadsTeamKey: 'south',
    licenceNumber: '00000999000000802014000318',
    title: '江南营业区总监',
    intro: '曾做过八年护士，擅长把复杂的医疗问题讲得清楚。',
    joinedOn: '2014-09-15',
  },
  {
    key: 'song-yaqin',
    name: '宋雅琴',
    teamKey: 'chenxi',
    leadsTeamKey: 'chenxi',
    licenceNumber: '00000999000000802015000426',
    title: '晨曦营业部经理',
    intro: '两个孩子的妈妈，陪很多家庭整理过保单和账本。',
    joinedOn: '2015-04-20',
  },
  {
    key: 'chen-siyuan',
    name: '陈思远',
    teamKey: 'chenxi',
    leadsTeamKey: null,
    licenceNumber: '00000999000000802017000533',
    title: '家庭保障顾问',
    intro: '理赔岗转做服务，习惯先听您说，再慢慢讲清楚。',
    joinedOn: '2017-05-08',
  },
  {
    key: 'luo-qihang',
    name: '罗启航',
    teamKey: 'chenxi',
    leadsTeamKey: null,
    licenceNumber: '00000999000000802021000641',
    title: '家庭保障顾问',
    intro: '每周三晚在江边带大家慢跑，跑完一起聊聊生活。',
    joinedOn: '2021-07-01',
  },
  {
    key: 'zheng-haitao',
    name: '郑海涛',
    teamKey: 'xinghe',
    leadsTeamKey: 'xinghe',
    licenceNumber: '00000999000000802014000752',
    title: '星河营业部经理',
    intro: '会计出身，擅长家庭账本、个税与退休规划的常识。',
    joinedOn: '2014-11-10',
  },
  {
    key: 'ma-xiaotang',
    name: '马晓棠',
    teamKey: 'xinghe',
    leadsTeamKey: null,
    licenceNumber: '00000999000000802019000868',
    title: '家庭保障顾问',
    intro: '做过小学老师，喜欢和家长聊孩子的习惯与零花钱。',
    joinedOn: '2019-08-19',
  },
  {
    key: 'tang-ruoshui',
    name: '唐若水',
    teamKey: 'qinghe',
    leadsTeamKey: 'qinghe',
    licenceNumber: '00000999000000802016000975',
    title: '青禾营业部经理',
    intro: '照护过患病的父亲，懂得长辈照料里的琐碎与不易。',
    joinedOn: '2016-02-29',
  },
  {
    key: 'xu-wenjing',
    name: '许文静',
    teamKey: 'qinghe',
    leadsTeamKey: null,
    licenceNumber: '00000999000000802018001083',
    title: '家庭保障顾问',
    intro: '药学专业，关注慢病家庭，回复消息不隔夜。',
    joinedOn: '2018-10-22',
  },
  {
    key: 'han-liqun',
    name: '韩立群',
    teamKey: 'yuanshan',
    leadsTeamKey: 'yuanshan',
    licenceNumber: '00000999000000802015001190',
    title: '远山营业部经理',
    intro: '退役军人，做事有条理，答应的事都会写下来。',
    joinedOn: '2015-12-07',
  },
  {
    key: 'wu-jiayi',
    name: '吴佳怡',
    teamKey: 'yuanshan',
    leadsTeamKey: null,
    licenceNumber: '00000999000000802022001205',
    title: '家庭保障顾问',
    intro: '读书会的组织者，服务过许多刚成家的年轻人。',
    joinedOn: '2022-03-14',
  },
]

export const STAFF: readonly DemoStaff[] = [
  { key: 'he-lv', name: '何律', role: 'compliance', title: '合规专员' },
  { key: 'du-xiaomin', name: '杜晓敏', role: 'service_desk', title: '客户服务台' },
  { key: 'fan-zhiyuan', name: '范志远', role: 'administrator', title: '系统管理员' },
]

export const DEMO_PEOPLE: readonly DemoPerson[] = [
  { key: 'lin-xiaoman', name: '林小满', role: 'client', note: '陈思远的客户，常读文章，常去圈子' },
  { key: 'new-reader', name: '新读者', role: 'visitor', note: '从没来过，可以从一张分享卡片开始' },
  { key: 'zhou-ruolin', name: '周若琳', role: 'visitor', note: '林小满的朋友，还没来过，等一张转介绍卡片' },
  { key: 'chen-siyuan', name: '陈思远', role: 'agent', note: '晨曦营业部代理人，林小满的归属代理人' },
  { key: 'xu-wenjing', name: '许文静', role: 'agent', note: '青禾营业部代理人，属于另一个营业区' },
  { key: 'gao-jianguo', name: '高建国', role: 'leader', note: '江东营业区总监，陈思远所在营业区的负责人' },
  { key: 'he-lv', name: '何律', role: 'staff', note: '合规专员，负责内容审核与审计记录' },
]
