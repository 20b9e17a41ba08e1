import { Input, View } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'

interface SearchBoxProps {
  id: string
  placeholder: string
  onSearch: (words: string) => void
}

const SETTLE_MS = 300

/** Searches when the typing rests for 300 ms, or at once by the keyboard's search key. */
export function SearchBox({ id, placeholder, onSearch }: SearchBoxProps) {
  const [words, setWords] = useState('')
  const timer = useRef<ReturnType<typeof setTimeout>>()
  useEffect(() => () => clearTimeout(timer.current), [])

  const change = (next: string, waitMs: number): void => {
    setWords(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => onSearch(next.trim()), waitMs)
  }
  return (
    <View className="search">
      <Input
        id={id}
        className="search__input"
        value={words}
        placeholder={placeholder}
        placeholderClass="field__dim"
        confirmType="search"
        maxlength={40}
        onInput={(event) => change(event.detail.value, SETTLE_MS)}
        onConfirm={(event) => change(event.detail.value, 0)}
      />
      {words !== '' && (
        <View id={`${id}-clear`} className="search__clear" onClick={() => change('', 0)}>
          清除
        </View>
      )}
    </View>
  )
}
