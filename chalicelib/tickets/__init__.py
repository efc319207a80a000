"""Tickets: what a person asked a body for, and what became of it (الطلب: شكوى، بلاغ، استفسار...)."""
