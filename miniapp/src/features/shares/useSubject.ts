import { useRouter } from '@tarojs/taro'
import { useEffect } from 'react'
import type { ShareSubject } from '@quanke/shared/domain/share'
import { isSinglePage, shareCodeOf } from '@/lib/launch'
import { goTab, tabs } from '@/lib/routes'
import { useLanding } from './useShares'

interface Subject {
  id: string | null
  shareCode: string | null
}

/**
 * What a shareable page shows: the id of its query, or what the code of a scanned mini-program code stands for. A
 * page that was given neither becomes an ordinary home page.
 */
export function useSubject(subject: ShareSubject): Subject {
  const { params } = useRouter()
  const given = /^\d{1,19}$/u.test(params.id ?? '') ? (params.id ?? null) : null
  const shareCode = shareCodeOf(params)
  const landing = useLanding(params, given === null)
  const found = landing.data?.subject === subject ? landing.data.subjectId : null
  const isLost = given === null && (shareCode === null || landing.isError || (landing.isSuccess && found === null))
  useEffect(() => {
    if (isLost && !isSinglePage()) goTab(tabs.home)
  }, [isLost])
  return { id: given ?? found, shareCode }
}
