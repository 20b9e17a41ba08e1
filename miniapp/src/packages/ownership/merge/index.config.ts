export default definePageConfig({ navigationBarTitleText: '合并客户档案' })
