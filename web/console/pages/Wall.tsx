import Button from "@cloudscape-design/components/button";
import { useWords } from "@shared/language/Language";
import { Ltr } from "@shared/language/Ltr";
import { useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { percent } from "../figures";
import { useMe } from "../me";
import { Wait } from "../parts/live/Ticking";
import { Waiting } from "../parts/Waiting";
import { type Board, DOINGS, type QueueNow, sayStatus, statusesOf, sumsOf } from "../supervision";
import { useAway, useBoard } from "../useBoard";

/** The board on a wall, for everybody in the room: large digits, nothing to press, nobody's name or number. */
export default function Wall() {
  const { t, name, format } = useWords();
  const [body] = useMe().bodies;
  const seen = useBoard();
  const away = useAway(seen.here);
  const wall = useRef<HTMLElement>(null);
  useAwake();
  useEffect(() => {
    document.title = `${t("live-wall")} · ${t("console-name")}`;
  }, [t]);
  const { board } = seen;
  return (
    <main ref={wall} className="wall">
      <header className="wall-top">
        <h1>{t("live-wall-title", { body: name(body?.name) })}</h1>
        <span role="status" className="wall-away">
          {board && seen.error && t("live-stale", { when: format.moment(board.at) })}
          {board && !seen.error && away && t("live-reconnecting")}
        </span>
        {board && <time className="digits">{format.moment(new Date(seen.now).toISOString())}</time>}
        <Ways wall={wall} />
      </header>
      {board ? <Shown board={board} now={seen.now} /> : <Waiting error={seen.error} retry={seen.retry} />}
    </main>
  );
}

/** The ways in and out; on the wall itself they are away. */
function Ways({ wall }: { wall: React.RefObject<HTMLElement | null> }) {
  const { t } = useWords();
  const [, go] = useLocation();
  const full = useFull();
  if (full) return null;
  return (
    <span className="wall-ways">
      <Button iconName="view-full" onClick={() => void wall.current?.requestFullscreen()}>
        {t("live-full")}
      </Button>
      <Button onClick={() => go("/live")}>{t("live-back")}</Button>
    </span>
  );
}

function useFull(): boolean {
  const [full, setFull] = useState(() => document.fullscreenElement !== null);
  useEffect(() => {
    const look = () => setFull(document.fullscreenElement !== null);
    document.addEventListener("fullscreenchange", look);
    return () => document.removeEventListener("fullscreenchange", look);
  }, []);
  return full;
}

/** Keep the screen on while it is looked at, where the device lets us. */
function useAwake(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    const wake = () => {
      if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
      // A device that saves its battery says no; then the screen goes dark as it always does.
      navigator.wakeLock.request("screen").then(
        (held) => (lock = held),
        () => undefined,
      );
    };
    wake();
    document.addEventListener("visibilitychange", wake);
    return () => {
      document.removeEventListener("visibilitychange", wake);
      void lock?.release();
    };
  }, []);
}

function Shown({ board, now }: { board: Board; now: number }) {
  const { t, format, language } = useWords();
  const sums = sumsOf(board.queues);
  const statuses = statusesOf(board.agents);
  const of = (count: number) => (sums.presented ? percent(Math.round((100 * count) / sums.presented), language) : "–");
  const large = [
    ["live-waiting", format.number(sums.waiting)],
    ["live-available", format.number(statuses.get("available") ?? 0)],
    ["live-presented", format.number(sums.presented)],
    ["live-handled-percent", of(sums.handled)],
    ["live-abandoned-percent", of(sums.abandoned)],
  ] as const;
  return (
    <>
      <dl className="wall-sums">
        {large.map(([label, value]) => (
          <div key={label}>
            <dt>{t(label)}</dt>
            <dd className="digits">{value}</dd>
          </div>
        ))}
        <div>
          <dt>{t("live-oldest")}</dt>
          <dd>
            <Wait at={sums.oldest_at} now={now} />
          </dd>
        </div>
      </dl>
      {board.queues.length === 0 && <p className="wall-empty">{t("live-no-queues")}</p>}
      <ul className="wall-queues">
        {board.queues.map((queue) => (
          <QueueTile key={queue.code} queue={queue} now={now} />
        ))}
      </ul>
      <ul className="wall-agents" aria-label={t("live-agents")}>
        {DOINGS.filter((status) => statuses.get(status)).map((status) => (
          <li key={status}>
            {sayStatus(status, t)} <b className="digits">{format.number(statuses.get(status) ?? 0)}</b>
          </li>
        ))}
      </ul>
    </>
  );
}

function QueueTile({ queue, now }: { queue: QueueNow; now: number }) {
  const { t, name, format } = useWords();
  return (
    <li className="wall-queue" data-queue={queue.code}>
      <h2>{name(queue.name)}</h2>
      <dl>
        <div>
          <dt>{t("live-waiting")}</dt>
          <dd className="digits">{format.number(queue.waiting)}</dd>
        </div>
        <div>
          <dt>{t("live-oldest")}</dt>
          <dd>
            <Wait at={queue.oldest_at} now={now} />
          </dd>
        </div>
        <div>
          <dt>{t("live-available")}</dt>
          <dd className="digits">{format.number(queue.available)}</dd>
        </div>
        <div>
          <dt>{t("live-handled-of-presented")}</dt>
          <dd className="digits">
            <Ltr>
              {format.number(queue.handled)} / {format.number(queue.presented)}
            </Ltr>
          </dd>
        </div>
      </dl>
    </li>
  );
}
