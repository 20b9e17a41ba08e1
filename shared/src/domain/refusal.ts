/**
 * Every reason for which the server declines, with its HTTP status and the sentence that the user reads.
 * A code is stable: clients branch on it. Missing and out of scope share one code per thing (domain rules, section 10).
 */
export const REFUSALS = {
  // shape of the request
  invalid_request: [400, '提交的内容有误，请检查后再试'],
  body_too_large: [413, '内容过长，请精简后再提交'],
  unsupported_media: [415, '无法识别的提交格式'],
  route_not_found: [404, '没有找到您要的内容'],
  too_many_requests: [429, '操作有些频繁，请稍等一会儿再试'],
  internal_error: [500, '服务暂时出了点问题，请稍后再试'],
  service_unavailable: [503, '服务正在恢复，请稍后再试'],

  // who is asking
  sign_in_required: [401, '请重新进入小程序后再试'],
  not_allowed: [403, '您没有使用这项功能的权限'],
  login_code_invalid: [401, '微信登录已失效，请重新进入小程序'],
  login_code_used: [401, '微信登录凭证已使用，请重新进入小程序'],
  login_blocked: [403, '微信暂时限制了此账号登录，请稍后再试'],
  wechat_unavailable: [503, '微信服务暂时无响应，请稍后再试'],
  open_data_unreadable: [409, '微信登录状态已更新，请重新进入小程序后再试'],
  phone_code_invalid: [409, '手机号验证已过期，请重新点击获取'],
  account_closed: [403, '此账号已注销'],
  age_not_confirmed: [409, '本服务仅面向年满18周岁的人士'],

  // consent
  consent_text_outdated: [409, '授权文本已更新，请阅读新版本后再确认'],
  consent_required: [409, '需要您先同意相应授权'],
  service_consent_required: [409, '加入圈子前，请先同意使用本服务'],
  consent_not_given: [404, '没有找到这项授权'],

  // organisation and clients
  agent_not_found: [404, '没有找到这位代理人'],
  agent_departed: [409, '这位代理人已离职，请选择其他代理人'],
  client_not_found: [404, '没有找到这位客户'],
  client_has_owner: [409, '这位客户已有归属代理人'],
  owner_unchanged: [409, '这位客户已归属该代理人'],
  phone_invalid: [400, '请填写正确的手机号'],
  merge_not_found: [404, '没有找到这次合并'],
  merge_with_itself: [409, '请选择另一份客户档案'],
  merge_case_open: [409, '这两份档案正在裁定归属，裁定后会自动合并'],
  merge_not_confirmed: [
    409,
    '两份档案的称呼或手机号不同，请返回重新查看，核实是同一位客户后再合并；若没有看到确认项，请先更新小程序',
  ],
  merge_too_old: [409, '合并已超过 30 天，不能再撤销'],
  merge_below_another: [409, '这份档案后来又被合并，请先撤销后一次合并'],
  merge_decided_by_case: [409, '这次合并是归属争议裁定的，有异议请在争议里申诉；争议结束后才可以在这里撤销'],
  case_not_found: [404, '没有找到这件归属争议'],
  case_without_owner: [409, '这个号码目前没有归属代理人，无需提出异议'],
  case_own_client: [409, '这位客户已归属您，无需提出异议'],
  case_exists: [409, '这位客户的归属已在裁定中'],
  case_not_a_side: [409, '您不是这件归属争议的当事人，不能进行这个操作'],
  case_not_decider: [409, '这件归属争议目前不由您裁定'],
  case_state_wrong: [409, '归属争议当前的状态不支持这个操作'],
  case_outcome_wrong: [400, '这件归属争议不能这样裁定'],
  case_won: [409, '裁定支持您的一方，无需申诉'],
  appeal_too_late: [409, '裁定已超过 7 天，不能再申诉'],
  case_reference_not_found: [404, '没有找到您引用的记录'],
  match_limit_reached: [429, '今天的查询次数已用完，请明天再查，或直接与团队主管沟通'],

  // groups
  group_not_found: [404, '没有找到这个圈子'],
  group_closed: [409, '这个圈子暂时不接受新成员'],
  removed_from_group: [409, '您已被移出这个圈子，如有疑问请联系圈主'],
  host_stays: [409, '圈主不能退出自己的圈子'],
  not_a_member: [409, '您还不是这个圈子的成员'],

  // events
  event_not_found: [404, '没有找到这个活动'],
  event_state_wrong: [409, '活动当前的状态不支持这个操作，请刷新后再看'],
  event_by_approver: [409, '自己举办的活动须由另一位合规人员审核'],
  event_cancelled: [409, '活动已取消'],
  event_begun: [409, '活动已经开始'],
  event_over: [409, '活动已结束'],
  event_full: [409, '名额和候补都已满，请留意主办人的下一场活动'],
  event_not_for_you: [409, '这场活动只面向主办代理人的客户'],
  event_own: [409, '您是主办人，不用报名'],
  event_consent_required: [409, '报名前，请先同意使用本服务'],
  registration_closed: [409, '报名已截止'],
  registration_not_found: [404, '没有找到这条报名'],
  registration_state_wrong: [409, '报名当前的状态不支持这个操作，请刷新后再看'],
  attendance_not_yet: [409, '活动开始前 1 小时起可以登记到场'],
  attendance_closed: [409, '活动次日结束后，到场情况不能再改'],
  check_in_not_now: [409, '签到从活动开始前 1 小时到活动结束'],
  check_in_code_wrong: [409, '签到码不对或已更新，请看主办人手机上的最新签到码'],
  check_in_tries_over: [409, '签到码已多次填错，不能再自行签到，请到现场请主办人为您登记到场'],

  // content
  content_not_found: [404, '没有找到这篇内容'],
  content_recalled: [410, '这篇内容已被撤回，请以最新内容为准'],
  content_by_approver: [409, '自己撰写的内容须由另一位合规人员审核'],
  content_state_wrong: [409, '内容当前的状态不支持这个操作'],

  // shares and engagement
  share_not_found: [404, '分享已失效或不存在'],
  campaign_not_found: [404, '没有找到这个活动批次'],
  campaign_closed: [409, '这个活动批次已结束，请选择其他批次'],
  subject_not_found: [404, '没有找到要分享的内容'],
  engagement_too_old: [409, '这条记录时间过早，未予保存'],
  engagement_in_future: [409, '这条记录的时间晚于当前时间，请检查手机时间'],
  chat_group_not_found: [404, '没有找到这个群聊'],
  key_reused: [409, '这次提交与之前的内容冲突，请返回重试'],

  // asking for a referral
  request_not_found: [404, '没有找到这条求推荐'],
  request_closed: [409, '这条求推荐已经结束'],
  request_state_wrong: [409, '求推荐当前的状态不支持这个操作'],
  request_group_required: [400, '请选择要公开到哪个圈子'],
  no_owner_yet: [409, '您还没有专属代理人，暂时无法发起求推荐'],
  introduction_not_found: [404, '没有找到这条引荐'],
  introduction_settled: [409, '这条引荐已经处理过了'],
  request_accepted: [409, '您已接受引荐，内容不能再修改；可以另发一条求推荐'],
  request_changed: [409, '客户刚刚修改了这条求推荐，请看过新的内容再引荐'],
  request_edited_meanwhile: [409, '内容已在别处修改过，请刷新后再改'],
  request_not_escalated: [409, '这条求推荐还在代理人的回应时间内'],
  hand_over_to_owner: [409, '归属代理人没有在期限内回应，请选择另一位同事'],
  hand_over_to_self: [409, '您可以直接引荐，不需要请自己协助'],
  answers_wrong: [400, '选项与所选类别不一致，请重新选择'],
  picture_not_found: [404, '没有找到这张图片'],
  picture_empty: [400, '图片是空的，请重新选择'],
  picture_too_large: [413, '图片太大，请选择 10 MB 以内、4000 万像素以内的图片'],
  picture_unknown: [415, '只支持 JPG、PNG 和 WebP 图片，请重新选择'],
  picture_mixed: [400, '图片里夹带了其他内容，请截图后重新上传'],
  picture_moving: [400, '请选择静态图片'],
  picture_unreadable: [400, '图片已损坏，请重新选择'],
  pictures_enough: [409, '最多添加 6 张图片'],
  introduction_own: [409, '请由被引荐的人自己回答；把这张卡片发给对方即可'],
  introduction_expired: [410, '这次引荐已过期，需要时可以请引荐人重新引荐'],
  introduction_closed: [409, '这张引荐卡已经有人回答或已关闭'],
  introduction_not_connected: [409, '双方同意之后才能致谢'],
  thanks_given: [409, '您已经致过谢了'],
  phone_not_verified: [409, '请先用微信验证手机号，或改用其他联系方式'],
  phone_only_from_wechat: [400, '手机号请通过微信验证提供，这里不用填写号码'],
  provider_not_found: [404, '没有找到这位服务伙伴'],
  provider_expired: [409, '这位服务伙伴的资质已过期或已移出名录'],
  provider_state_wrong: [409, '这位服务伙伴当前的状态不支持这个操作'],
  provider_until_wrong: [400, '请填写今天以后、三年以内的日期'],
  provider_not_vouched: [409, '请先核验，再申请续期'],
  provider_by_approver: [409, '自己提出的须由另一位合规人员审核'],
  phone_in_words: [
    400,
    '请不要填写他人的电话、微信号、QQ 号或邮箱；想介绍朋友，可以请对方打开推荐卡，本人同意后再联系',
  ],

  // giving a referral
  referral_not_found: [404, '这张推荐卡已失效或不存在'],
  referral_expired: [410, '这张推荐卡已过期'],
  referral_closed: [409, '这张推荐卡已经使用或关闭'],
  referral_taken_back: [410, '这张推荐卡已经收回，不能再使用。想认识这位代理人，可以请朋友重新推荐'],
  referral_own: [409, '不能推荐给自己'],
  referral_by_agent: [409, '代理人不能打开自己客户的推荐卡成为客户'],
  referral_loop: [409, '您在这位朋友之前的推荐里，不能再经由这张卡登记'],
  referral_private: [403, '这张推荐卡只有收到它的朋友能打开。如果就是发给您的，请从聊天里重新点开'],
  referral_has_adviser: [409, '您已有专属代理人，无需再次登记'],
  referral_had_adviser: [409, '您曾由另一位代理人服务，再次同意后仍由那位代理人服务；想换一位，可以请机构调整'],
  referral_state_wrong: [409, '转介绍当前的状态不支持这个操作'],
  ask_unwanted: [409, '这位客户表示不希望被询问转介绍'],
  ask_too_soon: [409, '近 90 天内已经询问过这位客户'],
  ask_not_now: [409, '现在还不是询问的时候，客户给出好评后的 30 天内可以询问'],
  ask_not_found: [404, '没有找到这次询问'],
  notice_not_found: [404, '没有找到这条提示'],
  reward_forbidden: [409, '不得以任何利益诱导分享或推荐（微信运营规范 5.1、保险法 116 条），请修改文字'],

  // policies
  policy_not_found: [404, '没有找到这张保单'],
  policy_taken_back: [409, '这张保单的记录已撤回，不能再更正'],
  policy_number_taken: [409, '这个保单号已经登记过，请核对'],
  policy_day_wrong: [400, '生效日期最晚为今天起 60 天内，请核对'],

  // complaints
  complaint_not_found: [404, '没有找到这条投诉'],
  complaint_state_wrong: [409, '投诉当前的状态不支持这个操作，请刷新后再看'],

  // outreach
  outreach_not_found: [404, '没有找到这个触达计划'],
  outreach_member_not_found: [404, '没有找到这位客户的触达任务'],
  outreach_state_wrong: [409, '计划当前的状态不支持这个操作'],
  outreach_audience_empty: [409, '没有符合条件且授权允许的客户，请放宽条件'],
  outreach_audience_large: [409, '一个计划最多包含 5000 位客户，请收窄条件'],
  outreach_held_out: [409, '这位客户在对照组，观察期内请不要主动触达；客户自己浏览不受影响'],
  outreach_over: [409, '这位客户的观察期已经结束'],
  outreach_not_consented: [409, '客户目前的授权不允许这次触达，请不要联系'],
  outreach_left_alone: [
    409,
    '这位客户近期有过投诉或不满意的评价、已经被询问过，或表示不希望被询问，这个计划不再联系这位客户',
  ],
  outreach_event_late: [409, '活动在观察期结束以后才开始，请观察久一些，或换一场活动'],
  outreach_undo_late: [409, '已超过 24 小时，不能再撤销'],

  // push
  push_signature_invalid: [403, '签名无效'],
} as const satisfies Record<string, readonly [number, string]>

export type Refusal = keyof typeof REFUSALS

/** The sentence that the user reads for a refusal. */
export function refusalText(code: Refusal): string {
  return REFUSALS[code][1]
}
