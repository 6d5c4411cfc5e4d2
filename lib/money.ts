/**
 * A decimal string such as "1234.5" as "1,234.50". Digits beyond the minimum are kept as they are. By
 * hand, because the first use of `Intl` keeps a slow phone busy for 0.1 s while a page starts.
 */
export function formatAmount(amount: string, minimumDecimals: 0 | 2 = 2): string {
  const [whole = '', fraction = ''] = amount.split('.');
  const decimals = fraction.replace(/0+$/, '').padEnd(minimumDecimals, '0');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === '' ? grouped : `${grouped}.${decimals}`;
}
