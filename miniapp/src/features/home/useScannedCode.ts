import { useEffect, useRef } from 'react'
import { useLanding } from '@/features/shares/useShares'
import { go } from '@/lib/routes'

/** A scanned mini-program code opens the home page with nothing but its code; go on to what it stands for, once. */
export function useScannedCode(params: Record<string, string | undefined>): void {
  const landing = useLanding(params, true)
  const gone = useRef<string | null>(null)
  const { data } = landing
  useEffect(() => {
    if (!data || gone.current === data.code) return
    gone.current = data.code
    if (data.page !== 'pages/home/index') go(`/${data.page}${data.query ? `?${data.query}` : ''}`)
  }, [data])
}
