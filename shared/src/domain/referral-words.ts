/** What will be known about a friend who accepts a referral card, and by whom: shown before any decision (domain rules, section 8). */
export function willBeKnown(agentName: string, referrerName: string): string[] {
  return [
    `同意后，${agentName}会知道您的称呼，以及您是经${referrerName}推荐而来`,
    `同意前您在小程序里的浏览不含姓名；同意后，只有您另行授权，${agentName}才能看到明细`,
    '手机号不会自动提供，只有您自己通过微信验证后才会加密保存',
    `${referrerName}只会看到「朋友已接受」，不会知道您的任何事情`,
    '如果婉拒，我们不保留您的任何信息，只记一次未接受',
  ]
}

/** What an agent may send to a referrer as it is. Nothing of the friend's business is in it. */
export function suggestedThanks(at: 'consent' | 'outcome', referrerName: string): string {
  return at === 'consent'
    ? `${referrerName}，谢谢您把我介绍给朋友。这份信任我会放在心上，也会用同样的耐心去对待。`
    : `${referrerName}，谢谢您当初的那句话，事情有了一个好的着落。以后有什么需要我的，您随时说。`
}

/** How the history of a referral names who moved it, when it names nobody in person. */
export const REFERRAL_MOVERS = { referrer: '推荐人', friend: '朋友', agent: '代理人', time: '系统' } as const
export type ReferralMover = keyof typeof REFERRAL_MOVERS
