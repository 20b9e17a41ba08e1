import { Image, View } from '@tarojs/components'
import { classes } from './classes'

interface AvatarProps {
  name: string
  src?: string | null
  large?: boolean
  square?: boolean
}

const GROUNDS = ['', 'avatar--warm', 'avatar--green']

/** Somebody whose name is not known: the 「一」 of it would say nothing. */
const NAMELESS = /^(?:一位|某位)?(?:朋友|圈友)/u

/** A picture, or the name's first character on a ground that stays the same for the name. */
export function Avatar({ name, src, large, square }: AvatarProps) {
  const letter = letterOf(name)
  const ground = GROUNDS[(letter.codePointAt(0) ?? 0) % GROUNDS.length]
  return (
    <View className={classes('avatar', large && 'avatar--large', square && 'avatar--square', ground)}>
      {src ? <Image className="avatar__image" src={src} mode="aspectFill" lazyLoad /> : letter}
    </View>
  )
}

function letterOf(name: string): string {
  if (NAMELESS.test(name.trim())) return '友'
  return Array.from(name.trim())[0] ?? '客'
}
