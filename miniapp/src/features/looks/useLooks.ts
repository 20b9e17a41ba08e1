import { usePaged } from '@/lib/usePaged'
import { readLooks } from './looks.api'

export const useLooks = () => usePaged(['looks'], readLooks)
