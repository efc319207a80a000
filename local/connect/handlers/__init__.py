"""What each type of action does. A handler returns an outcome, or is a coroutine that waits by yielding
`(seconds, wakes)`: it is sent None when its time is over, a key if it wakes by "keys", a word or a pair if by "events".
"""
