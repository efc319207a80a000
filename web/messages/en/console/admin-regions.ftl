# Regions and their boundaries.
admin-regions = Regions
admin-about-regions = The body's regions and their boundaries: they tell the region of each pin, and what is out of jurisdiction.
admin-new-regions = New region
admin-region-first = None: a region of the first level
admin-boundary-none = Not drawn
admin-boundary-corners = { $n ->
    [one] 1 corner
   *[other] { $n } corners
}
admin-boundary-parts = in several parts, to be replaced from a file
admin-boundary-hint = From a GeoJSON file, or corner by corner on the map, or by typing where the corners are.
admin-boundary-file = From a GeoJSON file
admin-boundary-remove = Delete the boundary
admin-boundary-map = Map of the regions
admin-boundary-nearer = Zoom in
admin-boundary-farther = Zoom out
admin-boundary-corner = Corner of the boundary
admin-boundary-centre = Put a corner in the middle of the map
admin-boundary-undo = Take out the last corner
admin-boundary-typed = Corners of the boundary
admin-boundary-typed-hint = A corner on each line: latitude, then longitude, like { $example }
admin-boundary-unread = A line cannot be read: each has a latitude and a longitude
admin-boundary-crosses = The line of the boundary crosses itself; look at the order of its corners.
admin-boundary-thinned = The boundary was thinned from { $from } corners to { $to }, keeping its shape. Look at it on the map before saving.
