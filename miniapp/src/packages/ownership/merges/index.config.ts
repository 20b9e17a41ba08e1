export default definePageConfig({ navigationBarTitleText: '档案合并', enablePullDownRefresh: true })
