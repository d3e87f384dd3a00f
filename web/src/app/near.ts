/** Fetches more when the end of a list comes near: `<div {@attach near(() => list.more())}>`. */

export function near(more: () => unknown, margin = '600px'): (sign: Element) => () => void {
  return (sign) => {
    const watch = new IntersectionObserver((seen) => seen[0]?.isIntersecting && void more(), { rootMargin: margin });
    watch.observe(sign);
    return () => watch.disconnect();
  };
}
