pin-open = Point on the map
pin-close = Close the map
pin-use-mine = Use my place
pin-map = Map to point on
pin-here = The place
pin-nearer = Nearer
pin-farther = Farther
pin-hint = Touch the place on the map, or drag the pin. By keyboard: move the map by the arrows, zoom by +, then put the pin in its middle.
pin-centre = Put the pin in the middle of the map
pin-at = The place chosen:
pin-remove = Remove the pin
pin-outside = This place is outside the area that the body serves. Point within the borders drawn, or write the address.
pin-no-map = The map cannot be opened: there is no connection. Use your place, or write the address.
pin-finding = Finding your place…
pin-denied = The page may not know where you are. Point on the map, or write the address.
pin-unknown = Your place could not be found. Point on the map, or write the address.
alike-title = It may be registered already
alike-text = If it is the same matter, there is no need to file it again; else go on.
alike-own = Your ticket
alike-metres = about { $metres } metres away
alike-today = today
alike-days = { $n ->
    [one] a day ago
   *[other] { $n } days ago
}
