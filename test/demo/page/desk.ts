import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { DEFAULT_ANSWERS, type Answers } from './answers'
import { DEVICES, type DeviceKey, type TextSize } from './devices'

export type NetworkState = 'online' | 'slow' | 'offline'

/** A phone on the desk as it is kept over a reload: whose it is, what kind, how connected, how its system answers. */
export interface PhoneSetup {
  id: string
  /** Key of the person in the sandbox. */
  person: string
  device: DeviceKey
  textSize: TextSize
  network: NetworkState
  answers: Answers
}

export interface Desk {
  phones: PhoneSetup[]
  arrangement: 'row' | 'wrap'
  /** 'fit' makes a phone as large as the window has room for. */
  zoom: 'fit' | number
  language: 'zh' | 'en'
  add(person: string, like?: PhoneSetup): void
  change(id: string, change: Partial<Omit<PhoneSetup, 'id'>>): void
  /** By so many places; the ends hold. */
  move(id: string, by: number): void
  remove(id: string): void
  set(change: Partial<Pick<Desk, 'arrangement' | 'zoom' | 'language'>>): void
}

const KEY = 'demo-desk'

/** The phones of this page and how they stand, kept in the browser. `?phones=person.device,person.device` sets others out. */
export const useDesk = create<Desk>()(
  persist(
    (set) => ({
      phones: [newPhone('lin-xiaoman'), newPhone('chen-siyuan')],
      arrangement: 'row',
      zoom: 'fit',
      language: 'zh',
      add: (person, like) => set(({ phones }) => ({ phones: inserted(phones, newPhone(person, like), like) })),
      change: (id, change) =>
        set(({ phones }) => ({ phones: phones.map((one) => (one.id === id ? { ...one, ...change } : one)) })),
      move: (id, by) => set(({ phones }) => ({ phones: moved(phones, id, by) })),
      remove: (id) => set(({ phones }) => ({ phones: phones.filter((one) => one.id !== id) })),
      set: (change) => set(change),
    }),
    {
      name: KEY,
      version: 1,
      merge: (kept, fresh) => ({ ...fresh, ...(kept as Partial<Desk>), ...asked(kept as Partial<Desk>) }),
    },
  ),
)

function newPhone(person: string, like?: Partial<PhoneSetup>): PhoneSetup {
  const { device = 'iphone-15', textSize = 1, answers = DEFAULT_ANSWERS } = like ?? {}
  return { id: newId(), person, device, textSize, network: 'online', answers }
}

export function newId(): string {
  return Math.random().toString(36).slice(2, 10)
}

/** A copy stands beside its original, any other phone at the end. */
function inserted(phones: PhoneSetup[], phone: PhoneSetup, beside?: PhoneSetup): PhoneSetup[] {
  const at = beside ? phones.findIndex(({ id }) => id === beside.id) + 1 : phones.length
  return phones.toSpliced(at, 0, phone)
}

function moved(phones: PhoneSetup[], id: string, by: number): PhoneSetup[] {
  const from = phones.findIndex((one) => one.id === id)
  const to = Math.min(Math.max(from + by, 0), phones.length - 1)
  return phones.toSpliced(from, 1).toSpliced(to, 0, phones[from]!)
}

/** The phones that the address asks for. Once set out they are kept; the same address again changes nothing. */
function asked(kept: Partial<Desk> | undefined): Partial<Desk> {
  const text = new URLSearchParams(location.search).get('phones')
  if (!text) return {}
  const phones = text.split(',').map((one) => {
    const [person = '', device = ''] = one.split('.')
    return newPhone(person, { device: device in DEVICES ? (device as DeviceKey) : 'iphone-15' })
  })
  const same = (one: PhoneSetup[] = []) => one.map(({ person, device }) => `${person}.${device}`).join()
  return same(kept?.phones) === same(phones) ? {} : { phones }
}
