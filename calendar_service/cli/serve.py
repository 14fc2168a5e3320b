"""`serve`: the service, on gunicorn."""

from pathlib import Path

import click

from .. import clock
from ..web import create_app
from ..web.server import serve as run_server
from .options import base, base_of, catalogue_of, folders, frame_ancestors, framers_of, paths_of, today_in, zone


@click.command()
@folders
@base
@zone
@frame_ancestors
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Processes.")
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 64), help="Threads in each of them.")
def serve(
    workers: int,
    threads: int,
    port: int,
    host: str,
    tz: str,
    frame_ancestors: str,
    base_url: str | None,
    calendars: tuple[Path, ...],
    only_calendars: tuple[Path, ...],
) -> None:
    """Serve feeds and pages. Refuses to start where a definition is wrong."""
    paths = paths_of(calendars, only_calendars=only_calendars)
    catalogue_of(paths, stamped=True)
    today_in(tz)
    shown = host if host not in ("0.0.0.0", "::") else "127.0.0.1"
    address = base_of(base_url or f"http://{f'[{shown}]' if ':' in shown else shown}:{port}")
    assert address is not None
    app = create_app(
        calendars=paths,
        base_url=address,
        today=clock.today,
        zone=tz,
        frame_ancestors=framers_of(frame_ancestors),
    )
    if not base_url and shown != host:
        click.echo("warning: links lead to this machine only; say with --base-url where others reach it", err=True)
    click.echo(f"{address}/en/", err=True)
    run_server(app, host=host, port=port, workers=workers, threads=threads)
