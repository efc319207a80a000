import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";

/**
 * The room that calls take: one that is `over` keeps what it had until it is put away. A page that moves up under the
 * pointer takes another click than was meant, or none between press and release.
 */
export function Room({ over, children }: { over: boolean; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const had = useRef(0);
  useEffect(() => {
    const element = box.current;
    if (over || !element) return undefined;
    const watch = new ResizeObserver(() => {
      had.current = element.offsetHeight;
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [over]);
  useLayoutEffect(() => {
    if (box.current) box.current.style.minBlockSize = over ? `${had.current}px` : "";
  }, [over]);
  return (
    <div ref={box} className="calls">
      {children}
    </div>
  );
}
