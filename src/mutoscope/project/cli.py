"""The ``mutoscope`` command: one verb per process or act of an operator.

Every verb imports what it needs when it runs, so that the supervisor stays small and ``--help`` is quick.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from mutoscope.project.config import Config, ConfigError, read
from mutoscope.project.logs import django_logging, name_process
from mutoscope.project.processes import CannotStart, follow_supervisor
from mutoscope.project.supervisor import HOPELESS

WORKER_NICENESS = 5
"""Jobs give way to whoever waits for a page; background encodes lower themselves further."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status says whether it went well. 78: the settings can't be used."""
    follow_supervisor()
    options = _parser().parse_args(argv)
    name_process(options.command)
    for name in ("home", "host", "web_port", "media_port", "stream_port", "engine_shards"):
        value = getattr(options, name, None)
        if value is not None:
            os.environ[f"MUTOSCOPE_{name.upper()}"] = str(value)  # for this process and all below it
    try:
        act: Callable[[Config, argparse.Namespace], int | None] = options.act
        return act(read(), options) or 0
    except ConfigError as error:
        print(f"mutoscope: {error}", file=sys.stderr)
        return HOPELESS
    except CannotStart as reason:
        print(f"mutoscope: {reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mutoscope", description="An open, self-hosted short-video network."
    )
    parser.set_defaults(act=None)
    verbs = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def verb(
        name: str, act: Callable[[Config, argparse.Namespace], int | None], words: str
    ) -> argparse.ArgumentParser:
        made = verbs.add_parser(name, help=words, description=words)
        made.set_defaults(act=act)
        made.add_argument("--home", metavar="FOLDER", help="folder of everything the program keeps")
        return made

    serve = verb("serve", _serve, "Run everything on this machine until Ctrl-C.")
    serve.add_argument(
        "--port", type=int, metavar="N", help="port of the pages; films and news take the next two"
    )
    serve.add_argument(
        "--shards",
        type=_number,
        metavar="N",
        dest="engine_shards",
        help="so many processes for the feed engine",
    )
    serve.add_argument("--lan", action="store_true", help="serve the local network over TLS, for phones")
    verb("web", _web, "Run the web process alone.")
    verb("media", _media, "Run the media process alone.")
    verb("streams", _streams, "Run the streams process alone.")
    engine = verb("engine", _engine, "Run the feed engine alone.")
    engine.add_argument(
        "--shard", type=int, metavar="N", help="this one of engine_shards, from 0; without it: all it has"
    )
    verb("worker", _worker, "Run a worker alone.")
    verb("lan", _lan, "Run the page that hands out the local certificate authority.")
    verb("check", _check, "Say whether this machine and these settings can run the program.")
    demo = verb("demo", _demo, "Make or remove the demo world.")
    demo.add_argument("act_on_demo", choices=("make", "remove"), metavar="make|remove")
    backup = verb("backup", _backup, "Copy everything into a new folder, or check such a folder.")
    backup.add_argument("folder", nargs="?", help="default: backups/<time> in the home folder")
    backup.add_argument("--verify", action="store_true", help="check an existing backup instead")
    backup.add_argument(
        "--every", type=_seconds, metavar="SECONDS", help="go on, one backup in FOLDER every so many seconds"
    )
    backup.add_argument("--keep", type=_number, metavar="N", help="with --every: so many are kept (24)")
    restore = verb("restore", _restore, "Put a backup into an empty home folder.")
    restore.add_argument("folder")
    restore.add_argument(
        "--verify", action="store_true", help="compare rows, references and bytes with the backup afterwards"
    )
    restore.add_argument(
        "--erased",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="an erased.txt of the lost home: whoever stands in it is erased again",
    )
    reshard = verb("reshard", _reshard, "Split the feed engine's state anew, while nothing runs.")
    reshard.add_argument("shards", type=_number, metavar="N", help="so many shards; 1 is one engine")
    verb("recount", _recount, "Count creators' numbers again from the feed's log, while `serve` runs.")
    train = verb("train", _train, "Teach a source of the feed from the engine's log, while `serve` runs.")
    train.add_argument(
        "what", choices=("retriever",), help="retriever: what usually follows what was watched"
    )
    train.add_argument("--seed", type=int, default=1, metavar="N", help="of everything that is drawn (1)")
    experiments = verb("experiments", _experiments, "Say what is tried in the feed, and what came of it.")
    experiments.add_argument("--check", metavar="FILE", help="say whether a plan could be published instead")
    experiments.add_argument("--resume", metavar="ARM", help="try an arm again that was stopped")
    verb("prepare", _prepare, "Bring the database up to date; `serve` does it by itself.")
    manage = verbs.add_parser("manage", help="Django's own commands", add_help=False, prefix_chars="\0")
    manage.add_argument("rest", nargs=argparse.REMAINDER)
    manage.set_defaults(act=_manage)
    return parser


def _serve(config: Config, options: argparse.Namespace) -> int:
    from mutoscope.project.serve import serve

    if options.port:
        os.environ["MUTOSCOPE_WEB_PORT"] = str(options.port)
        os.environ["MUTOSCOPE_MEDIA_PORT"] = str(options.port + 1)
        os.environ["MUTOSCOPE_STREAM_PORT"] = str(options.port + 2)
    if options.lan:
        from mutoscope.project import lan

        os.environ.update(lan.settings_for(read(), lan.here()))
    return serve(read())


def _web(config: Config, _: argparse.Namespace) -> None:
    from mutoscope.project.servers import serve_web

    serve_web(config)


def _media(config: Config, _: argparse.Namespace) -> None:
    from mutoscope.project.servers import serve_media

    serve_media(config)


def _streams(config: Config, _: argparse.Namespace) -> None:
    from mutoscope.project.servers import serve_streams

    serve_streams(config)


def _engine(config: Config, options: argparse.Namespace) -> int | None:
    import logging.config

    from mutoscope.project.shards import run_engine

    if options.shard is not None:
        name_process(f"engine{options.shard}")
    logging.config.dictConfig(django_logging(config))
    return run_engine(config, options.shard)


def _worker(_: Config, __: argparse.Namespace) -> int | None:
    os.nice(WORKER_NICENESS)
    _django()
    from mutoscope.apps.flow.worker import main as run_worker

    return run_worker()


def _lan(config: Config, _: argparse.Namespace) -> None:
    from mutoscope.project.lan_door import serve_door

    serve_door(config)


def _check(config: Config, _: argparse.Namespace) -> int:
    _django()
    from mutoscope.project.check import check

    return 1 if check(config, print) else 0


def _demo(_: Config, options: argparse.Namespace) -> None:
    _django()
    from mutoscope.project import demo

    if options.act_on_demo == "make":
        print(f"{demo.make()} clips to come; the worker makes them when nobody else needs the machine.")
    else:
        print(f"{demo.remove()} demo creators and everything they made are gone.")


def _recount(_: Config, __: argparse.Namespace) -> int:
    _django()
    from mutoscope.adapters.engine import EngineDown
    from mutoscope.apps.insights.counting import count_again

    try:
        print(f"{count_again()} events were counted again.")
    except EngineDown as error:
        print(f"mutoscope: {error}", file=sys.stderr)
        return 1
    return 0


def _reshard(config: Config, options: argparse.Namespace) -> int:
    from mutoscope.project.shards import reshard_engine

    return reshard_engine(config, options.shards, print)


def _train(config: Config, options: argparse.Namespace) -> int:
    from mutoscope.project.training import train_retriever

    os.nice(19)  # pages first
    return train_retriever(config, options.seed, print)


def _experiments(config: Config, options: argparse.Namespace) -> int:
    from mutoscope.project import experiments

    if options.check:
        return experiments.check(Path(options.check), print)
    if options.resume:
        return experiments.resume(config, options.resume, print)
    return experiments.tell(config, print)


def _backup(config: Config, options: argparse.Namespace) -> int:
    from mutoscope.project import backup

    moment = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    folder = Path(options.folder) if options.folder else config.home_path / "backups" / moment
    try:
        if options.every:
            from mutoscope.project import rounds

            into = Path(options.folder) if options.folder else config.home_path / "backups"
            rounds.keep_backing_up(config, into, options.every, options.keep or rounds.KEEP, print)
        if not options.verify:
            backup.make_backup(config, folder, print)
        count = backup.verify_backup(folder)
    except backup.BackupFailed as error:
        print(f"mutoscope: {error}", file=sys.stderr)
        return 1
    print(f"{folder} is whole: {count} files, each what was backed up.")
    return 0


def _restore(config: Config, options: argparse.Namespace) -> int:
    from mutoscope.project import backup

    try:
        missing = [str(one) for one in options.erased if not one.is_file()]
        if missing:
            raise backup.BackupFailed(f"There is no file {missing[0]}.")
        backup.restore_backup(config, Path(options.folder), print, options.erased)
        wrong = backup.faults_of_restored(config, Path(options.folder)) if options.verify else []
    except backup.BackupFailed as error:
        print(f"mutoscope: {error}", file=sys.stderr)
        return 1
    for sentence in wrong:
        print(f"mutoscope: {sentence}", file=sys.stderr)
    if wrong:
        return 1
    looked = ": rows, references and objects are what was backed up" if options.verify else ""
    print(f"Restored into {config.home_path}{looked}.")
    return 0


def _seconds(text: str) -> float:
    return max(1.0, float(text))


def _number(text: str) -> int:
    return max(1, int(text))


def _prepare(config: Config, _: argparse.Namespace) -> None:
    os.umask(0o077)  # the database is made here, and is nobody else's to read
    _django()
    from mutoscope.project.prepare import prepare

    prepare(config)


def _manage(_: Config, options: argparse.Namespace) -> None:
    from mutoscope.project.manage import main as run_manage

    run_manage(["mutoscope manage", *options.rest])


def _django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mutoscope.project.settings")
    import django

    django.setup()


if __name__ == "__main__":
    sys.exit(main())
