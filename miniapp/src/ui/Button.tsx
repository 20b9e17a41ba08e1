import { Button as NativeButton, View, type ButtonProps as NativeProps } from '@tarojs/components'
import type { ReactNode } from 'react'
import { classes } from './classes'

interface ButtonProps {
  id?: string
  kind?: 'primary' | 'plain' | 'text' | 'danger'
  small?: boolean
  /** The action is under way: the words stay, a wheel turns, another tap does nothing. */
  busy?: boolean
  disabled?: boolean
  openType?: NativeProps['openType']
  onGetPhoneNumber?: NativeProps['onGetPhoneNumber']
  onClick?: () => void
  children: ReactNode
}

/** A button with a verb on it. A page has one primary button at most. */
export function Button({ kind = 'primary', small, busy, disabled, children, onClick, ...rest }: ButtonProps) {
  const off = Boolean(disabled || busy)
  return (
    <NativeButton
      {...rest}
      className={classes('btn', `btn--${kind}`, small && 'btn--small', busy && 'btn--busy', disabled && 'btn--off')}
      hoverClass={off ? 'none' : 'btn--press'}
      disabled={off}
      onClick={off ? undefined : onClick}
    >
      {busy && <View className="btn__wheel" />}
      {children}
    </NativeButton>
  )
}
