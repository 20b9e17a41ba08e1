/** Where WeChat looks for the component that takes the tab bar's place. */
export const CUSTOM_TAB_BAR = 'custom-tab-bar/index'
