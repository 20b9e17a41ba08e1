/// <reference types="@tarojs/taro" />

/** Origin of the API, fixed when the mini-program is built. */
declare const __API_BASE__: string

declare module '*.png' {
  const path: string
  export default path
}
declare module '*.scss'
