"""The entry point: register every feature's routes and handlers, and nothing else."""

from aws_lambda_powertools.logging import correlation_paths
from chalice.app import Chalice, ConvertToMiddleware

from chalicelib.contacts.answering_handlers import handlers as answering_handlers
from chalicelib.contacts.callback_handlers import handlers as callback_handlers
from chalicelib.contacts.callback_routes import routes as callback_routes
from chalicelib.contacts.desk_routes import routes as desk_routes
from chalicelib.contacts.exchange_handlers import handlers as exchange_handlers
from chalicelib.contacts.handlers import handlers as contact_handlers
from chalicelib.contacts.listening_routes import routes as listening_routes
from chalicelib.contacts.routes import routes as contact_routes
from chalicelib.contacts.supervision_routes import routes as supervision_routes
from chalicelib.contacts.switchboard_routes import routes as switchboard_routes
from chalicelib.live.handlers import handlers as live_handlers
from chalicelib.live.routes import routes as live_routes
from chalicelib.notifications.handlers import handlers as notification_handlers
from chalicelib.notifications.routes import routes as notification_routes
from chalicelib.organisations.calendar_routes import routes as calendar_routes
from chalicelib.organisations.routes import routes as organisation_routes
from chalicelib.people.routes import routes as people_routes
from chalicelib.people.subscription_routes import routes as subscription_routes
from chalicelib.shared.observability import logger
from chalicelib.tickets.attachment_routes import routes as attachment_routes
from chalicelib.tickets.counting_handlers import handlers as counting_handlers
from chalicelib.tickets.due_handlers import handlers as due_handlers
from chalicelib.tickets.duplicate_routes import routes as duplicate_routes
from chalicelib.tickets.handlers import handlers as ticket_handlers
from chalicelib.tickets.link_routes import routes as link_routes
from chalicelib.tickets.reading_routes import routes as reading_routes
from chalicelib.tickets.requester_routes import routes as requester_routes
from chalicelib.tickets.routes import routes as ticket_routes
from chalicelib.tickets.scan_handlers import handlers as scan_handlers
from chalicelib.tickets.staff_routes import routes as staff_ticket_routes
from chalicelib.tickets.viewer_routes import routes as viewer_routes

FEATURES = (
    organisation_routes,
    calendar_routes,
    people_routes,
    subscription_routes,
    ticket_routes,
    staff_ticket_routes,
    reading_routes,
    viewer_routes,
    requester_routes,
    attachment_routes,
    link_routes,
    duplicate_routes,
    notification_routes,
    switchboard_routes,
    callback_routes,
    live_routes,
    supervision_routes,
    listening_routes,
    contact_routes,
    desk_routes,
)
HANDLERS = (
    answering_handlers,
    callback_handlers,
    exchange_handlers,
    ticket_handlers,
    counting_handlers,
    scan_handlers,
    due_handlers,
    notification_handlers,
    live_handlers,
    contact_handlers,
)

app = Chalice(app_name="nidaa", configure_logs=False)
app.register_middleware(
    ConvertToMiddleware(logger.inject_lambda_context(correlation_id_path=correlation_paths.API_GATEWAY_REST)), "http"
)
for blueprint in (*FEATURES, *HANDLERS):
    app.register_blueprint(blueprint)
