import { fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { Field } from '@/ui/Field'
import { WordsSheet } from '@/ui/WordsSheet'
import { freshPhone } from './stubs/taro'

const run = jest.fn()
const write = { run, isBusy: false, error: null, fieldError: () => undefined, barError: () => undefined } as never

function Thanks() {
  const [open, setOpen] = useState(true)
  return (
    <>
      <button onClick={() => setOpen(true)}>致谢</button>
      <WordsSheet
        id="thanks"
        title="向陈思远致谢"
        open={open}
        onClose={() => setOpen(false)}
        label="想说的话"
        max={500}
        write={write}
        bodyOf={(words) => ({ words })}
        submit="送出"
      />
    </>
  )
}

const field = () => document.getElementById('thanks-words') as HTMLTextAreaElement | null

it('somebody who closes the sheet by mistake finds the words again and sends them', () => {
  freshPhone()
  render(<Thanks />)
  fireEvent.change(field()!, { target: { value: ' 谢谢您一直记着这件事 ' } })
  fireEvent.click(screen.getByText('关闭'))
  expect(field()).toBeNull()
  fireEvent.click(screen.getByText('致谢'))
  expect(field()!.value).toBe(' 谢谢您一直记着这件事 ')
  fireEvent.click(screen.getByText('送出'))
  expect(run).toHaveBeenCalledWith({ words: '谢谢您一直记着这件事' })
})

it('WeChat is told that the field stands in something fixed, and only there', () => {
  freshPhone()
  render(<Thanks />)
  expect(field()!.dataset['fixed']).toBe('true')
  render(<Field id="alone" label="原因" value="" onChange={() => undefined} max={200} multiline />)
  expect(document.getElementById('alone')!.dataset['fixed']).toBeUndefined()
})
