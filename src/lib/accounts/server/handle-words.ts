/** Words for random handles: short, easy to spell, of no country, faith, party or rank. */
const words = (text: string): string[] => text.trim().split(/\s+/);

export const HANDLE_QUALITIES = words(`
	amber ample azure brave breezy bright brisk bronze calm candid cedar clear clever cobalt coral cosy crisp curious
	dapper dewy early easy even fair fern fleet fond fresh frosty gentle glad golden grand hazel honest humble indigo
	ivory jade jolly keen kind lemon level light lilac lively loyal lucid lunar maple mellow merry mild misty modest
	navy neat nimble noble olive opal patient pearl placid plain plucky polar proud quick quiet ready rustic sandy
	sepia serene silent silver simple smooth snug solar spry steady still sunny sure swift tawny teal tender tidal
	topaz true upbeat velvet violet warm willow windy wise witty woven young zesty
`);

export const HANDLE_NOUNS = words(`
	acorn alder almond anchor apple aspen aster atlas auk badger bamboo basil basin beacon bear beaver beech birch
	bison brook canoe canyon clover comet condor coral cove crane creek cricket dahlia daisy delta dolphin dove dune
	egret elm ember falcon fern finch fjord forest fox gannet garden geyser ginger glade grove gull harbor hare
	heath heron hill ibis iris island ivy jasmine jay kestrel kettle kite koala lagoon lake lantern lark laurel
	lemur linden linnet lizard lotus lynx magpie mango maple marble marten meadow melon mint moth myrtle newt nutmeg
	oak oasis ocean orchid osprey otter owl panda papaya parrot peach pebble pelican pepper pine plover plum pond
	poplar puffin quail quince rabbit rain raven reed ridge river robin saffron sage sail salmon seal shore sparrow
	spruce stork stream swallow swan tern thistle thrush thyme tiger toucan trout tulip tundra turtle valley vine
	walnut warbler wave whale willow wren yarrow zebra
`);
