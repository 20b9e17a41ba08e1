export default definePageConfig({ navigationBarTitleText: '推荐给朋友', enableShareAppMessage: true })
