import { fireEvent, render, screen } from '@testing-library/react'
import { dropDraft, useDraft } from '@/lib/useDraft'
import { useKey } from '@/lib/useWrite'

const sent: string[] = []
afterEach(() => sent.splice(0))

function Form({ about }: { about: string }) {
  const [words, setWords] = useDraft(about, 'words', '')
  const { key, next } = useKey(about)
  return (
    <>
      <input value={words} onChange={({ target }) => setWords(target.value)} />
      <button onClick={() => sent.push(`${key()} ${words}`)}>发出</button>
      <button
        onClick={() => {
          next()
          dropDraft(about)
        }}
      >
        收到了
      </button>
    </>
  )
}

const open = (about: string) => render(<Form about={about} />)
const field = () => screen.getByRole<HTMLInputElement>('textbox')
const write = (words: string) => fireEvent.change(field(), { target: { value: words } })
const press = (words: string) => fireEvent.click(screen.getByText(words))

describe('what is being filled in', () => {
  it('is there again after the screen was left by a swipe', () => {
    const left = open('ask')
    write('想找一位律师')
    left.unmount()
    open('ask')
    expect(field().value).toBe('想找一位律师')
  })

  it('is made once where no answer came, and it is sent again after the screen was left', () => {
    const left = open('complain')
    write('约好的时间改了两次')
    press('发出')
    left.unmount()
    open('complain')
    press('发出')
    expect(sent).toHaveLength(2)
    expect(sent[0]).toBe(sent[1])
  })

  it('is another thing with other words', () => {
    const left = open('propose')
    write('沈清源律师')
    press('发出')
    left.unmount()
    open('propose')
    write('周明律师')
    press('发出')
    expect(sent[0]!.split(' ')[0]).not.toBe(sent[1]!.split(' ')[0])
  })

  it('belongs to what it is about and to nothing else', () => {
    const left = open('introduce 1')
    write('办过很多这样的案子')
    left.unmount()
    open('introduce 2')
    expect(field().value).toBe('')
  })

  it('is forgotten once it was received', () => {
    const left = open('refer')
    write('帮我把家里的保单理得很清楚')
    press('发出')
    press('收到了')
    left.unmount()
    open('refer')
    expect(field().value).toBe('')
    press('发出')
    expect(sent[0]!.split(' ')[0]).not.toBe(sent[1]!.split(' ')[0])
  })
})
