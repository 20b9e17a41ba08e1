import { NoAdviser } from '@/features/me/NoAdviser'

/** For who has no adviser, wherever one would be asked. */
export function NobodyToAsk() {
  return <NoAdviser text="有了专属代理人后，可以求推荐" note="找律师、医生、学校……请代理人为您引荐。" />
}
