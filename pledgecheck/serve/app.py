"""The application: pages, interface, files, and the guard before all of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from pledgecheck.serve import api
from pledgecheck.serve.assets import assets
from pledgecheck.serve.guard import Guard
from pledgecheck.serve.handlers import Handlers, lang_of
from pledgecheck.serve.headers import LOCAL
from pledgecheck.serve.messages import FAULTS, Fault
from pledgecheck.serve.receive import FormError
from pledgecheck.serve.service import Service, TooSlowError
from pledgecheck.serve.views import error_page


def application(
    service: Service | None = None, *, hosts: Iterable[str] = LOCAL, started: Callable[[], None] | None = None
) -> Starlette:
    """The page and the interface as one ASGI application; `started` is called once it answers."""
    engine = service or Service()
    pages = Handlers(engine)
    interface = api.Interface(engine)

    async def refuse(request: Request, fault: Fault) -> Response:
        if request.url.path.startswith("/api/"):
            return api.problem(fault.status, fault.code, fault.vi, fault.en)
        return HTMLResponse(error_page(fault, lang_of(request, engine.lang)), fault.status)

    async def http_error(request: Request, problem: Exception) -> Response:
        status = problem.status_code if isinstance(problem, HTTPException) else 500
        known = {404: "not_found", 405: "method"}
        response = await refuse(request, FAULTS[known.get(status, "bad_form" if status < 500 else "internal")])
        if isinstance(problem, HTTPException) and problem.headers:
            response.headers.update(problem.headers)
        return response

    async def form_error(request: Request, problem: Exception) -> Response:
        assert isinstance(problem, FormError)
        return await refuse(request, problem.fault)

    async def too_slow(request: Request, problem: Exception) -> Response:
        return await refuse(request, FAULTS["too_slow"])

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        engine.warm()
        if started is not None:
            started()
        yield

    return Starlette(
        routes=[
            Route("/", pages.check, methods=["GET", "POST"]),
            Route("/bao-cao.html", pages.report, methods=["POST"]),
            Route("/ghi-chu.docx", pages.word, methods=["POST"]),
            Route("/viet", pages.helper, methods=["GET", "POST"]),
            Route("/static/{name}", static, methods=["GET"]),
            *interface.routes(),
        ],
        middleware=[Middleware(Guard, refuse=refuse, hosts=hosts)],
        exception_handlers={HTTPException: http_error, FormError: form_error, TooSlowError: too_slow},
        lifespan=lifespan,
    )


async def static(request: Request) -> Response:
    """One of the few files that the pages name."""
    found = assets().get(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    data, media_type = found
    return Response(data, headers={"content-type": media_type})
