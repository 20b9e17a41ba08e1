const COLOURS = ['#4a6d8c', '#8a6d4b', '#5b7a5e', '#8c5a63', '#6a638f', '#4f7d80', '#7f7044', '#80607a']

/** A person's picture: the last two signs of the name on a quiet colour of their own. */
export function Avatar({ name, size = 40 }: { name: string; size?: number }) {
  const sum = [...name].reduce((total, sign) => total * 31 + (sign.codePointAt(0) ?? 0), 7)
  const style = { width: size, height: size, fontSize: size * 0.36, background: COLOURS[sum % COLOURS.length] }
  return (
    <span className="avatar" style={style} aria-hidden="true">
      {[...name].slice(-2).join('')}
    </span>
  )
}
