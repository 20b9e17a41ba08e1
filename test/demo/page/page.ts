import { PhoneFrame, type Person } from './phone-frame'
import { WORDS, type Language } from './words'

async function main(): Promise<void> {
  let language: Language = localStorage.getItem('demo-language') === 'en' ? 'en' : 'zh'
  const people = await loadPeople()
  const phones = people.length > 0 ? openPhones(people) : []
  const speak = () => {
    const words = WORDS[language]
    document.documentElement.lang = words.languageCode
    for (const element of document.querySelectorAll<HTMLElement>('[data-words]')) {
      const text = words[element.dataset['words'] as keyof typeof words]
      if (typeof text === 'string') element.textContent = text
    }
    for (const phone of phones) phone.speak(words)
    languageButton.textContent = words.language
    if (phones.length === 0) stage.textContent = words.noPeople
  }
  const stage = document.querySelector<HTMLElement>('#phones')!
  const languageButton = document.querySelector<HTMLButtonElement>('#language')!
  languageButton.addEventListener('click', () => {
    language = language === 'zh' ? 'en' : 'zh'
    localStorage.setItem('demo-language', language)
    speak()
  })
  speak()
  stage.append(...phones.map((phone) => phone.element))
}

async function loadPeople(): Promise<Person[]> {
  const response = await fetch('/demo/people').catch(() => null)
  return response?.ok ? ((await response.json()) as Person[]) : []
}

/** What one phone shares, the other one can open. */
function openPhones(people: Person[]): PhoneFrame[] {
  const firstOf = (role: Person['role']) => people.find((person) => person.role === role) ?? people[0]!
  const remembered = (side: string) => people.find(({ key }) => key === localStorage.getItem(`demo-${side}`))
  const left = new PhoneFrame('left', people, remembered('left') ?? firstOf('client'), (card) => right.offer(card))
  const right = new PhoneFrame('right', people, remembered('right') ?? firstOf('agent'), (card) => left.offer(card))
  return [left, right]
}

void main()
