import type { RequestCategory, RequestOutcome, Urgency } from '@quanke/shared/domain/referral-request'

/** What a client of the demo organisation asks to be referred to, and what came of it. */
export interface DemoRequest {
  key: string
  category: RequestCategory
  /** The client's own words. */
  words: string
  urgency: Urgency
  answer: {
    /** The agent's words of introduction. */
    words: string
    /** The provider introduced, or null when the answer is a colleague, the agent, or advice. */
    providerKey: string | null
    /** The colleague introduced, or null. */
    agentKey: string | null
  }
  outcome: RequestOutcome
  outcomeWords: string
  /** 1 to 5. */
  rating: number
  ratingWords: string
}

export const REQUESTS: readonly DemoRequest[] = [
  {
    key: 'will-for-mother',
    category: 'lawyer',
    words: '妈妈想趁身体好把遗嘱立了，家里有两套房，还有一个在国外的弟弟。想找一位说话耐心的律师，先问问要准备什么。',
    urgency: 'normal',
    answer: {
      words: '沈律师做婚姻家事与继承多年，愿意上门，先听老人自己讲。您只需准备房产证和户口本的复印件，别的到时再补。',
      providerKey: 'lawyer-shen',
      agentKey: null,
    },
    outcome: 'solved',
    outcomeWords: '沈律师来家里谈了一个多小时，妈妈决定做公证遗嘱，材料清单也列好了。',
    rating: 5,
    ratingWords: '律师很有耐心，妈妈说“终于有人问我的意思”。',
  },
  {
    key: 'father-blood-pressure',
    category: 'doctor',
    words: '父亲血压忽高忽低，三甲医院排队太久，想找一位能长期跟着看的全科医生，离云台区近一点。',
    urgency: 'soon',
    answer: {
      words:
        '陆医生每周二、四全天在云台区出诊，习惯给慢病病人建档。请带上近两周的血压记录和在吃的药，去之前我帮您问好号。',
      providerKey: 'doctor-lu',
      agentKey: null,
    },
    outcome: 'solved',
    outcomeWords: '调了吃药的时间，约好每月复诊，父亲愿意去。',
    rating: 5,
    ratingWords: '医生说得明白，还教我们怎么在家量。',
  },
  {
    key: 'snoring-husband',
    category: 'doctor',
    words: '爱人打鼾很响，夜里好像会憋住，白天开车犯困，我很担心。江城哪里可以做睡眠监测？',
    urgency: 'soon',
    answer: {
      words: '安宁睡眠门诊可以做整夜监测，需要预约。在看之前，请他先不要长途开车，酒也停一停。',
      providerKey: 'sleep-clinic',
      agentKey: null,
    },
    outcome: 'solved',
    outcomeWords: '监测做完了，确诊呼吸暂停，已经在用呼吸机。',
    rating: 4,
    ratingWords: '等了九天才排上监测，医生很专业。',
  },
  {
    key: 'middle-school',
    category: 'school',
    words: '孩子明年小升初，偏科，数学好，语文弱。不想盲目报班，想请懂政策的老师帮忙看看怎么选。',
    urgency: 'normal',
    answer: {
      words: '秦老师以前教高中，对本地招生政策很熟，不卖课。头一回见面请带着孩子，她会先和孩子聊。',
      providerKey: 'school-adviser-qin',
      agentKey: null,
    },
    outcome: 'partly',
    outcomeWords: '政策讲得清楚，学校还没定，打算看完开放日再说。',
    rating: 4,
    ratingWords: '老师没有制造焦虑，孩子愿意跟她说话。',
  },
  {
    key: 'side-income-tax',
    category: 'tax',
    words: '今年除了工资，还有讲课费和稿费，汇算出来要补八千多，不知道哪里填错了，想找人帮着看一遍。',
    urgency: 'soon',
    answer: {
      words: '魏老师处理个人汇算很细致，请先在应用里导出收入明细。补税多半是合并后税率变了，先看再缴，不用着急。',
      providerKey: 'tax-accountant-wei',
      agentKey: null,
    },
    outcome: 'solved',
    outcomeWords: '发现漏填了继续教育，还有一笔收入重复申报，申诉后少补了三千多。',
    rating: 5,
    ratingWords: '一项一项解释，明年自己会填了。',
  },
  {
    key: 'after-surgery-care',
    category: 'elder_care',
    words: '婆婆下周髋关节手术出院，家里白天没人，想找白天上门的护理，会做康复动作的。',
    urgency: 'soon',
    answer: {
      words: '暖邻的崔姐会先上门评估，再排护理员，白天四小时起。出院小结请拍一份给她，康复动作要按医生的要求来。',
      providerKey: 'home-care',
      agentKey: null,
    },
    outcome: 'solved',
    outcomeWords: '护理员每天来四小时，婆婆已经能扶着助行器走到客厅。',
    rating: 5,
    ratingWords: '崔姐每周打电话问情况，放心。',
  },
  {
    key: 'bathroom-handrail',
    category: 'home',
    words: '想给爸妈的老房子卫生间装扶手、换地砖，不想大动，找一家实在的。',
    urgency: 'low',
    answer: {
      words: '稳当工作室专做老房小改，可以先上门量尺寸，报价写在纸上。我家长辈的扶手也是他们装的，您比较之后再定。',
      providerKey: 'home-renovation',
      agentKey: null,
    },
    outcome: 'solved',
    outcomeWords: '两天做完，没有加价，扶手很稳。',
    rating: 5,
    ratingWords: '师傅收工时把地都擦干净了。',
  },
  {
    key: 'sister-in-another-city',
    category: 'adviser',
    words: '妹妹在江对岸上班，刚生宝宝，想把家里的保单理一理。她不喜欢被推销，有没有合适的人？',
    urgency: 'normal',
    answer: {
      words: '我的同事吴佳怡服务过不少新手爸妈，说话不急。要不要联系，由您妹妹自己决定，我先不要她的电话。',
      providerKey: null,
      agentKey: 'wu-jiayi',
    },
    outcome: 'solved',
    outcomeWords: '妹妹自己加了吴老师，整理了一张表，暂时没有添东西。',
    rating: 5,
    ratingWords: '没有催，感觉被尊重。',
  },
  {
    key: 'policy-review',
    category: 'adviser',
    words: '家里七八份保单，公司有三家，看不懂哪些还有用。想请人当面讲一遍，不想一见面就让我买。',
    urgency: 'normal',
    answer: {
      words: '我来陪您理。请带上合同或电子保单，一个半小时，只做一张表，讲清楚保什么、到什么时候。买不买另说。',
      providerKey: null,
      agentKey: 'chen-siyuan',
    },
    outcome: 'solved',
    outcomeWords: '理出两份重复的意外险，改了受益人和扣款卡。',
    rating: 5,
    ratingWords: '讲得清楚，表格贴在冰箱上了。',
  },
  {
    key: 'house-registration',
    category: 'lawyer',
    words: '婚前父母出的首付，婚后一起还贷，想弄清楚房子怎么算，夫妻感情没问题，就是想写清楚。',
    urgency: 'low',
    answer: {
      words: '这种情况很常见，沈律师可以先做一次四十分钟的咨询。请把购房合同、首付转账记录和还款明细带上。',
      providerKey: 'lawyer-shen',
      agentKey: null,
    },
    outcome: 'partly',
    outcomeWords: '弄清了大概的算法，书面协议还在商量。',
    rating: 4,
    ratingWords: '咨询时间有点紧，律师后来又发了一页说明。',
  },
  {
    key: 'burnout',
    category: 'other',
    words: '照顾生病的爸爸半年，自己睡不好，爱发火，想找人说说话。不确定是不是该看医生。',
    urgency: 'soon',
    answer: {
      words:
        '您辛苦了。孟老师做过很多照护者的咨询，可以先约一次。如果连续两周情绪低落、吃不下饭，请同时去医院的心理科看看。',
      providerKey: 'counsellor-meng',
      agentKey: null,
    },
    outcome: 'solved',
    outcomeWords: '谈了三次，也把照护分给了哥哥一半。',
    rating: 5,
    ratingWords: '原来可以不用一个人扛。',
  },
  {
    key: 'day-care-centre',
    category: 'elder_care',
    words: '爸爸轻度认知障碍，白天一个人在家不放心，松园区有没有日间照料？',
    urgency: 'normal',
    answer: {
      words: '梧桐里的暖邻有日间照料，可以先去试一天，看爸爸愿不愿意。给他带上熟悉的水杯和外套，会自在一些。',
      providerKey: 'home-care',
      agentKey: null,
    },
    outcome: 'unsolved',
    outcomeWords: '试了两天，爸爸不习惯，改成请表姐白天来陪。',
    rating: 3,
    ratingWords: '地方很好，只是爸爸更想在家里。',
  },
  {
    key: 'small-shop-books',
    category: 'tax',
    words: '开了一家小面馆，个体户，账一直是自己记，想问问报税和记账有没有省心的做法。',
    urgency: 'low',
    answer: {
      words: '魏老师那边可以先看您的流水，给一个记账的模板，再决定要不要代理记账。费用请以她的书面报价为准。',
      providerKey: 'tax-accountant-wei',
      agentKey: null,
    },
    outcome: 'solved',
    outcomeWords: '用上了模板，每季度自己申报，不再手忙脚乱。',
    rating: 4,
    ratingWords: '模板简单好用，回复有时慢半天。',
  },
  {
    key: 'high-school-choice',
    category: 'school',
    words: '女儿高一选科拿不定主意，喜欢生物也喜欢历史，想请老师结合以后的专业帮她分析。',
    urgency: 'normal',
    answer: {
      words: '秦老师会先做兴趣访谈，再把专业的选科要求摆出来，让孩子自己选。建议您陪着，但先让她说。',
      providerKey: 'school-adviser-qin',
      agentKey: null,
    },
    outcome: 'solved',
    outcomeWords: '女儿选了历史加生物、化学，又和班主任核对过专业要求。',
    rating: 5,
    ratingWords: '孩子说这是她自己想清楚的。',
  },
]
