export default definePageConfig({ navigationBarTitleText: '我的代理人', enableShareAppMessage: true })
