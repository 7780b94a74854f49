#!/usr/bin/env python3
"""Says how late the bus will be, from what was measured before."""
from sklearn.linear_model import LinearRegression

rain = [[0], [2], [5], [9]]
minutes = [1, 2, 3.5, 5.5]
model = LinearRegression().fit(rain, minutes)
print(f"4 mm of rain: {model.predict([[4]])[0]:.1f} minutes late")
