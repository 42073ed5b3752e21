// Package layout places the nodes of a graph on a plane, so that those who are
// tied lie close and those who are not lie apart. It knows nothing of actors or
// stores: nodes are numbers from 0, edges pairs of them with a weight.
//
// The method is ForceAtlas2 (Jacomy, Venturini, Heymann, Bastian: "ForceAtlas2, a
// Continuous Graph Layout Algorithm for Handy Network Visualization Designed for
// the Gephi Software", PLOS ONE 9(6), 2014, e98679). Let deg be the number of
// neighbours of a node, w the weight of an edge and d a distance. Then
//
//	attraction along an edge    Fa = w·d
//	repulsion between two nodes Fr = k·(deg1+1)·(deg2+1)/d
//	gravity to the middle       Fg = g·(deg+1)·d      (the "strong" one)
//
// The middle is the origin. Because gravity, like attraction, grows with the
// distance, parts that nothing ties together stay close, however many they are,
// and k sets nothing but the scale. Repulsion is summed over a quadtree (Barnes
// and Hut, "A hierarchical O(N log N) force-calculation algorithm", Nature 324,
// 1986): a cell that looks small from a node acts as one node in its centre of mass.
//
// A node moves by its force times a speed of its own. With F and F' the forces on
// it in this step and the one before,
//
//	swinging  swg(n) = (deg+1)·|F-F'|
//	traction  tra(n) = (deg+1)·|F+F'|/2
//	global speed  s  = j·Σtra(n)/Σswg(n), rising by half a step at most
//	speed of a node  = s/(1+√(s·swg(n)))
//
// so that the graph moves as fast as it can without shaking, and who shakes moves
// slower. How much swinging is tolerated, j, follows the number of nodes and, as
// in the authors' program, how well the last steps went.
//
// In the end the picture is turned so that it is wider than high, enlarged until
// the nodes, discs of given radii, have room, and discs that still overlap are
// pushed apart ([ForceAtlas2] promises that none do).
//
// Nothing is random: nodes start on a spiral, those with most neighbours in the
// middle. The same graph gives the same positions, to the last bit, on every
// machine: sums have a fixed order, however many processors share the work, and
// every product is rounded (by a conversion to float64) before it is added, since
// a processor that fuses the two would round otherwise and the steps would amplify
// that.
package layout
